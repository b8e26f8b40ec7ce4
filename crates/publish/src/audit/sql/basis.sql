
-- 8. WHAT THE TABLES REST ON ----------------------------------------------------------------------------------------
-- Each check gives what a table says as `published`, and what it should say as `recomputed`: whole numbers of `unit`.

-- conversion: a cell's amount in euro is its amount in its own currency ÷ the rate, rounded to the cent once.
CREATE OR REPLACE VIEW check_conversion AS
    SELECT 'conversion' AS what, concat_ws(' ', year, reporter, owner, currency, product_group, condition,
           acquisition, counted_as) AS which, '0.01 EUR' AS unit, stated AS published, converted AS recomputed
    FROM cells_of_years;

-- rate: a cell's rate is one of the mean rates of its currency (there is one for each reporting period).
CREATE OR REPLACE VIEW check_rates AS
    SELECT 'rate' AS what, concat_ws(' ', reporter, currency) AS which,
           concat('0.00000001 ', currency, ' per EUR') AS unit, whole(cells.rate, 8) AS published,
           max(rates.rate) FILTER (rates.rate = whole(cells.rate, 8)) AS recomputed
    FROM cells LEFT JOIN rates USING (currency)
    WHERE cells.rate IS NOT NULL
    GROUP BY reporter, currency, cells.rate;

-- lines, units: the published lines of a cell add up to it, in thousandths of its own currency, and in units where
-- they are shown. A line belongs to its buyer where the register knows it, else to the participant that reports it.
CREATE OR REPLACE VIEW lines_of_cells AS
    SELECT participant AS reporter,
           CASE WHEN lower(trim(buyer)) IN (FROM register) THEN lower(trim(buyer)) ELSE participant END AS owner,
           currency, product_group, condition, acquisition, counted_as, whole(amount, 3) AS amount, units
    FROM lines;

CREATE OR REPLACE VIEW check_lines AS
    WITH amounts AS (
        SELECT reporter, owner, currency, product_group, condition, acquisition, counted_as, sum(amount) AS amount
        FROM lines_of_cells WHERE amount IS NOT NULL GROUP BY ALL
    ), all_units AS (
        SELECT reporter, owner, product_group, condition, acquisition, counted_as, sum(units) AS units
        FROM lines_of_cells GROUP BY ALL
    ), units_of_cells AS (
        SELECT reporter, owner, product_group, condition, acquisition, counted_as, sum(units) AS units
        FROM cells GROUP BY ALL HAVING count(*) = count(units)
    )
    SELECT 'lines' AS what, concat_ws(' ', reporter, owner, currency, product_group, condition, acquisition,
           counted_as) AS which, concat('0.001 ', currency) AS unit, whole(cells.amount, 3) AS published,
           amounts.amount AS recomputed
    FROM cells LEFT JOIN amounts USING (reporter, owner, currency, product_group, condition, acquisition, counted_as)
    WHERE cells.amount IS NOT NULL
    UNION ALL
    SELECT 'units' AS what, concat_ws(' ', reporter, owner, product_group, condition, acquisition, counted_as) AS which,
           '1 unit' AS unit, units_of_cells.units AS published, all_units.units AS recomputed
    FROM units_of_cells LEFT JOIN all_units USING (reporter, owner, product_group, condition, acquisition, counted_as);

-- overlap: the ledger of goods that two returns speak of adds up to the cells that do not count, which are what was
-- reported less what counts.
CREATE OR REPLACE VIEW check_overlap AS
    WITH ledger AS (
        SELECT reporter, product_group, sum(whole(reporter_amount_eur, 2)) AS amount FROM overlap GROUP BY ALL
    ), gross_less_net AS (
        SELECT reporter, product_group,
               sum(stated) - coalesce(sum(stated) FILTER (counted_as IN ('direct', 'on_behalf', 'indirect')), 0)
               AS amount
        FROM cells_of_years WHERE year = (SELECT year FROM the_year) GROUP BY ALL
    )
    SELECT 'overlap' AS what, concat_ws(' ', reporter, product_group) AS which, '0.01 EUR' AS unit,
           coalesce(ledger.amount, 0) AS published, coalesce(gross_less_net.amount, 0) AS recomputed
    FROM ledger FULL JOIN gross_less_net USING (reporter, product_group);

-- change, change_last_year, change_at_last_rate: the rows of `change` are sums of the cells of both years, and of
-- this year's cells at last year's rate, each rounded to the cent once.
CREATE OR REPLACE VIEW check_change AS
    WITH rows_of_change AS (
        SELECT reporter, owner, currency, product_group, counted_as, whole(amount_eur, 2) AS this_year,
               whole(last_amount_eur, 2) AS last_year, whole(amount_at_last_rate, 2) AS at_last_rate,
               whole(last_rate, 8) AS last_rate
        FROM change
    ), sums AS (
        SELECT r.reporter, r.owner, r.currency, r.product_group, r.counted_as, r.this_year, r.last_year, r.at_last_rate,
               coalesce(sum(stated) FILTER (c.year = the_year.year), 0) AS cells_this_year,
               coalesce(sum(stated) FILTER (c.year < the_year.year), 0) AS cells_last_year,
               coalesce(sum(half_even(whole(amount, places) * power_of_ten(10), last_rate * power_of_ten(places)))
                        FILTER (c.year = the_year.year), 0) AS cells_at_last_rate
        FROM the_year, rows_of_change AS r
             LEFT JOIN cells_of_years AS c
             ON c.reporter = r.reporter AND c.owner_in_force = r.owner AND c.currency = r.currency
             AND c.product_group = r.product_group AND c.counted_as = r.counted_as
        GROUP BY ALL
    )
    SELECT 'change' AS what, concat_ws(' ', reporter, owner, currency, product_group, counted_as) AS which,
           '0.01 EUR' AS unit, this_year AS published, cells_this_year AS recomputed FROM sums
    UNION ALL
    SELECT 'change_last_year', concat_ws(' ', reporter, owner, currency, product_group, counted_as),
           '0.01 EUR', last_year, cells_last_year FROM sums
    UNION ALL
    SELECT 'change_at_last_rate', concat_ws(' ', reporter, owner, currency, product_group, counted_as),
           '0.01 EUR', at_last_rate, cells_at_last_rate FROM sums WHERE at_last_rate IS NOT NULL;

-- component: what a row of `change` comes from, the first that holds: its owner joined, or left without a return; its
-- reporter did; one of them resumed; one of them is silent; its group is new in scope. 1 where the row says so. What a
-- participant bought is known where it reported volume, or is covered by one that did: resumed is known this year and
-- not last, silent is not known this year.
CREATE OR REPLACE VIEW volume_known AS
    WITH who_counted AS (
        SELECT false AS is_last, participant, returned, reported_by, reported_volume FROM coverage
        UNION ALL
        SELECT true, participant, returned, reported_by, reported_volume FROM coverage_last_year
    ), inside AS (
        SELECT is_last, participant, unnest(string_split(reported_by, ';')) AS reporter
        FROM who_counted WHERE reported_by IS NOT NULL AND NOT returned
    )
    SELECT is_last, participant FROM who_counted WHERE reported_volume
    UNION
    SELECT i.is_last, i.participant
    FROM inside AS i JOIN who_counted AS r ON r.is_last = i.is_last AND r.participant = i.reporter
    WHERE r.reported_volume;

CREATE OR REPLACE VIEW check_components AS
    WITH known AS (
        SELECT participant,
               participant NOT IN (SELECT participant FROM coverage_last_year) AS joined,
               participant NOT IN (FROM in_force_at_end)
                   AND participant IN (SELECT participant FROM coverage_last_year)
                   AND participant NOT IN (SELECT participant FROM coverage WHERE returned) AS gone,
               participant IN (SELECT participant FROM volume_known WHERE NOT is_last) AS known_now,
               participant IN (SELECT participant FROM volume_known WHERE is_last) AS known_last
        FROM (FROM in_force_in_either UNION SELECT owner FROM change UNION SELECT reporter FROM change)
    )
    SELECT 'component' AS what,
           concat_ws(' ', reporter, owner, currency, product_group, counted_as, component) AS which,
           '1 where so' AS unit, 1 AS published,
           CAST(component = CASE
               WHEN o.joined AND o.participant IN (SELECT participant FROM coverage) THEN 'joiners'
               WHEN o.gone THEN 'leavers'
               WHEN r.joined AND r.participant IN (SELECT participant FROM coverage) THEN 'joiners'
               WHEN r.gone THEN 'leavers'
               WHEN (o.known_now AND NOT o.known_last) OR (r.known_now AND NOT r.known_last) THEN 'resumed'
               WHEN NOT o.known_now OR NOT r.known_now THEN 'silent'
               WHEN first_year > the_year.year - 1 THEN 'scope'
               ELSE 'like_for_like' END AS INTEGER) AS recomputed
    FROM the_year, change JOIN known AS o ON o.participant = owner JOIN known AS r ON r.participant = reporter
         JOIN product_groups USING (product_group);
