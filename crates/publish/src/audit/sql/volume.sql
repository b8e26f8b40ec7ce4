
-- 3. VOLUME ---------------------------------------------------------------------------------------------------------

-- The matched panel of purchases: those who reported volume both this year and last. A cell is in it where its reporter
-- is, and its owner, or else the reporter alone where the owner was in force in neither year.
CREATE OR REPLACE VIEW in_force_in_either AS
    SELECT participant FROM coverage UNION SELECT participant FROM coverage_last_year;

CREATE OR REPLACE VIEW matched AS
    SELECT participant FROM coverage WHERE reported_volume
    INTERSECT
    SELECT participant FROM coverage_last_year WHERE reported_volume;

-- The cells of both years, with their amounts in whole numbers. `converted` is the euro amount as it follows from
-- the amount in its own currency and the rate (8 places). A cell whose `amount_eur` says something else is believed in
-- neither: whatever it is in has no recomputed value, and the check `conversion` below names it.
CREATE OR REPLACE VIEW cells_of_years AS
    WITH of_years AS (
        SELECT the_year.year, cells.* FROM cells, the_year
        UNION ALL BY NAME
        SELECT the_year.year - 1 AS year, cells_last_year.* FROM cells_last_year, the_year
    ), in_whole_numbers AS (
        SELECT *, length(split_part(amount, '.', 2)) AS places, whole(amount_eur, 2) AS stated,
               CASE WHEN owner IN (FROM in_force_in_either) THEN owner ELSE reporter END AS owner_in_force
        FROM of_years
    )
    SELECT *, half_even(whole(amount, places) * power_of_ten(10), whole(rate, 8) * power_of_ten(places)) AS converted,
           reporter IN (FROM matched) AND owner_in_force IN (FROM matched) AS is_matched
    FROM in_whole_numbers;

-- Which cells are in which volume. A participant's direct volume is told of the owner of the goods, everything else of
-- the reporter. The collective volume is not told by participant.
CREATE OR REPLACE VIEW counted AS
    WITH of_kinds AS (
        SELECT kind, year, scope, product_group, condition, acquisition, is_device, is_matched,
               CASE WHEN kind IN ('direct', 'on_behalf') THEN owner WHEN kind <> 'collective' THEN reporter
                    END AS participant,
               stated AS amount, units, stated IS DISTINCT FROM converted AS unsure
        FROM cells_of_years
        JOIN product_groups USING (product_group)
        JOIN (VALUES ('direct', 'direct'), ('direct', 'on_behalf'),
                     ('indirect', 'indirect'),
                     ('overlap', 'overlap'),
                     ('on_behalf', 'on_behalf'),
                     ('collective', 'direct'), ('collective', 'on_behalf'), ('collective', 'indirect')
             ) AS kinds (kind, counted_as) USING (counted_as)
    )
    SELECT NULL AS panel, * FROM of_kinds WHERE year = (SELECT year FROM the_year)
    UNION ALL
    SELECT 'matched' AS panel, * FROM of_kinds WHERE is_matched AND kind IN ('direct', 'collective');

-- What is in a figure and in no cell: that of participants whose volume is withheld, and units that would give a unit
-- price away. A figure that is itself withheld, or of whose cells none says anything, has no sum here.
CREATE OR REPLACE VIEW withheld AS
    SELECT indicator, CAST(year AS INTEGER) AS year, panel, scope, product_group, condition, acquisition, strategy,
           participant, component,
           whole(sum, CASE unit WHEN 'EUR' THEN 2 WHEN 'share' THEN 6 ELSE 0 END) AS sum, sum IS NULL AS unsure
    FROM withheld_sums;

-- volume.direct.amount      what participants bought, whether they or another participant reported it
-- volume.on_behalf.amount   the part of it that another participant reported
-- volume.indirect.amount    what organisations outside the Pact bought through participants
-- volume.overlap.amount     what is reported and not counted, because another return counts
-- volume.collective.amount  direct and indirect
--
-- Sums of cells in euro: in all, by scope, product group, condition and way of acquisition (within a scope), and by
-- participant. A cell without an amount adds nothing; where no cell has an amount the sum is unknown. Direct and
-- collective volume also of the matched panel, this year and last.
CREATE OR REPLACE VIEW amounts AS
    SELECT concat('volume.', kind, '.amount') AS indicator, panel, year, scope, product_group, condition, acquisition,
           participant, sum(amount) AS sum, bool_or(unsure) AS unsure
    FROM counted
    GROUP BY GROUPING SETS (
        (kind, panel, year), (kind, panel, year, scope), (kind, panel, year, product_group),
        (kind, panel, year, scope, condition), (kind, panel, year, scope, acquisition),
        (kind, panel, year, participant))
    HAVING kind <> 'collective' OR grouping(participant) = 1;

-- Where there is no cell at all a total is zero if somebody reported volume, and unknown if nobody did.
CREATE OR REPLACE VIEW empty_totals AS
    WITH totals AS (
        SELECT NULL AS panel, kind, year, EXISTS (FROM coverage WHERE reported_volume) AS reported
        FROM the_year, (SELECT unnest(['direct', 'on_behalf', 'indirect', 'overlap', 'collective']) AS kind)
        UNION ALL
        SELECT 'matched' AS panel, kind, the_year.year - ago AS year, EXISTS (FROM matched) AS reported
        FROM the_year, (SELECT unnest(['direct', 'collective']) AS kind), (SELECT unnest([0, 1]) AS ago)
        WHERE has_last_year
    )
    SELECT concat('volume.', kind, '.amount') AS indicator, panel, year, CASE WHEN reported THEN 0 END AS sum,
           false AS unsure
    FROM totals ANTI JOIN counted
        ON counted.kind = totals.kind AND counted.year = totals.year
        AND counted.panel IS NOT DISTINCT FROM totals.panel;

-- volume.direct.units, volume.on_behalf.units, volume.indirect.units, volume.overlap.units, volume.collective.units
--
-- The same for units: within a product group, and over the groups of a scope whose units are devices; never over both
-- scopes. Services are left out, they hand over no goods. Where no cell gives units the sum is unknown.
CREATE OR REPLACE VIEW units AS
    SELECT concat('volume.', kind, '.units') AS indicator, panel, year, scope, product_group, condition, acquisition,
           participant, sum(units) AS sum, false AS unsure
    FROM counted
    WHERE acquisition <> 'service'
    GROUP BY GROUPING SETS (
        (kind, panel, year, is_device, product_group), (kind, panel, year, is_device, scope),
        (kind, panel, year, is_device, scope, condition), (kind, panel, year, is_device, scope, acquisition),
        (kind, panel, year, is_device, scope, participant))
    HAVING (is_device OR grouping(product_group) = 0) AND (kind <> 'collective' OR grouping(participant) = 1);

-- volume.left_out.lines
--
-- Lines of purchases that are in no volume: in all, and by the first reason that holds, zero included. Unknown, and
-- not told by reason, where nobody returned anything.
CREATE OR REPLACE VIEW lines_left_out AS
    WITH left_out AS (SELECT reason, lines FROM lines WHERE counted_as = 'left_out'),
    reasons AS (
        SELECT unnest(['not_in_force', 'no_currency', 'no_rate', 'no_group', 'not_in_scope', 'unknown_buyer',
                       'outside_period', 'duplicate', 'subtotal', 'refused', 'unclassified', 'skipped']) AS reason
        WHERE EXISTS (FROM coverage WHERE returned) OR EXISTS (FROM left_out)
           OR EXISTS (FROM withheld WHERE indicator = 'volume.left_out.lines')
    )
    SELECT 'volume.left_out.lines' AS indicator, year, reason AS component,
           coalesce(sum(lines), 0) AS sum, false AS unsure
    FROM the_year, reasons LEFT JOIN left_out USING (reason)
    GROUP BY year, reason
    UNION ALL BY NAME
    SELECT 'volume.left_out.lines' AS indicator, year,
           CASE WHEN EXISTS (FROM reasons) THEN coalesce((SELECT sum(lines) FROM left_out), 0) END AS sum,
           false AS unsure
    FROM the_year;

-- All of volume: what the tables show, and what is withheld of it.
CREATE OR REPLACE VIEW volume AS
    SELECT indicator, year, panel, scope, product_group, condition, acquisition, participant, component,
           CASE WHEN NOT bool_or(unsure) THEN sum(sum) END AS recomputed
    FROM (FROM amounts UNION ALL BY NAME FROM empty_totals UNION ALL BY NAME FROM units
          UNION ALL BY NAME FROM lines_left_out
          UNION ALL BY NAME SELECT * EXCLUDE strategy FROM withheld WHERE indicator LIKE 'volume.%'
              AND indicator NOT LIKE 'volume.with_estimates.%')
    GROUP BY indicator, year, panel, scope, product_group, condition, acquisition, participant, component;
