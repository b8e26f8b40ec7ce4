
-- 8. WHAT THE TABLES REST ON ----------------------------------------------------------------------------------------

-- conversion: each cell's amount in euro is its amount in its own currency ÷ the rate, rounded to the cent once.
CREATE OR REPLACE VIEW check_conversion AS
    SELECT 'conversion' AS what, concat_ws(' ', year, reporter, owner, currency, product_group, condition,
           acquisition, counted_as) AS which, stated AS published, converted AS recomputed
    FROM cells_of_years;

-- rate: each cell's rate is one of the mean rates of its currency (which period is the reporter's own).
CREATE OR REPLACE VIEW check_rates AS
    SELECT 'rate' AS what, concat_ws(' ', reporter, currency) AS which, whole(cells.rate, 8) AS published,
           max(rates.rate) FILTER (rates.rate = whole(cells.rate, 8)) AS recomputed
    FROM cells LEFT JOIN rates USING (currency)
    WHERE cells.rate IS NOT NULL
    GROUP BY reporter, currency, cells.rate;

-- lines, units: the published lines of a cell add up to it, in its own currency and in units where they are shown.
CREATE OR REPLACE VIEW check_lines AS
    WITH owned AS (
        SELECT participant AS reporter,
               CASE WHEN counted_as <> 'indirect' AND buyer IN (SELECT id FROM register) THEN buyer ELSE participant
                    END AS owner,
               product_group, condition, acquisition, counted_as,
               currency, length(split_part(amount, '.', 2)) AS places, amount, units
        FROM lines
    ), of_cells AS (
        SELECT reporter, owner, product_group, condition, acquisition, counted_as, currency,
               sum(whole(amount, 3)) AS amount
        FROM owned WHERE amount IS NOT NULL GROUP BY ALL
    )
    SELECT 'lines' AS what, concat_ws(' ', reporter, owner, currency, product_group, condition, acquisition,
           counted_as) AS which, whole(cells.amount, 3) AS published, of_cells.amount AS recomputed
    FROM cells LEFT JOIN of_cells USING (reporter, owner, product_group, condition, acquisition, counted_as, currency)
    WHERE cells.amount IS NOT NULL;

-- overlap: the ledger of goods two returns speak of adds up to the cells that do not count (all that was reported, less
-- what counts), for each reporter and product group. Buyers outside the Pact have no name in it.
CREATE OR REPLACE VIEW check_overlap AS
    WITH ledger AS (
        SELECT reporter, product_group, sum(whole(reporter_amount_eur, 2)) AS amount FROM overlap GROUP BY ALL
    ), not_counted AS (
        SELECT reporter, product_group, coalesce(sum(whole(amount_eur, 2)), 0) AS amount
        FROM cells WHERE counted_as = 'overlap' GROUP BY ALL
    )
    SELECT 'overlap' AS what, concat_ws(' ', reporter, product_group) AS which, ledger.amount AS published,
           not_counted.amount AS recomputed
    FROM ledger FULL JOIN not_counted USING (reporter, product_group);
