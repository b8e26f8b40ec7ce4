
-- volume.with_estimates.amount
--
-- The collective volume, and for each participant that was expected to report volume and is silent, per product group,
-- the larger of zero and what it reported of its own the year before less what others reported on its behalf this
-- year. Lines without an amount add nothing; a participant that gave no amount at all has no known volume.
-- Given only where the direct volume reported is at least a set share of it and the estimates together, at least
-- half of those expected reported, and at most a tenth have no known volume at all. (Where the direct volume is itself
-- withheld the first of these cannot be checked.)
CREATE OR REPLACE VIEW expected_volume AS
    SELECT participant, NOT (covered OR reported_volume) AS silent, volume_unknown
    FROM standing WHERE expected AND list_contains(roles, 'procuring');

CREATE OR REPLACE VIEW estimated AS
    WITH before AS (
        SELECT owner AS participant, product_group, sum(stated) AS amount
        FROM cells_of_years
        WHERE year < (SELECT year FROM the_year) AND counted_as = 'direct' GROUP BY owner, product_group
    ), on_behalf AS (
        SELECT owner AS participant, product_group, sum(stated) AS amount
        FROM cells_of_years
        WHERE year = (SELECT year FROM the_year) AND counted_as = 'on_behalf' GROUP BY owner, product_group
    )
    SELECT participant, product_group, greatest(0, before.amount - coalesce(on_behalf.amount, 0)) AS estimate
    FROM expected_volume JOIN before USING (participant) LEFT JOIN on_behalf USING (participant, product_group)
    WHERE silent AND NOT volume_unknown;

CREATE OR REPLACE VIEW with_estimates AS
    WITH reported AS (
        SELECT max(recomputed) FILTER (indicator = 'volume.direct.amount') AS direct,
               max(recomputed) FILTER (indicator = 'volume.collective.amount') AS collective
        FROM volume, the_year
        WHERE volume.year = the_year.year
          AND coalesce(panel, scope, product_group, condition, acquisition, participant) IS NULL
    ), not_shown AS (
        SELECT coalesce(sum(sum) FILTER (indicator = 'volume.with_estimates.amount'), 0) AS of_all,
               coalesce(sum(sum) FILTER (indicator = 'volume.collective.amount'
                        AND coalesce(panel, scope, product_group, condition, acquisition, participant) IS NULL), 0)
               AS of_collective,
               coalesce(bool_or(unsure) FILTER (indicator = 'volume.with_estimates.amount'), false) AS unsure
        FROM withheld
    ), estimates AS (
        SELECT (SELECT coalesce(sum(estimate), 0) FROM estimated) + of_all - of_collective AS sum
        FROM not_shown
    ), gate AS (
        SELECT coalesce(direct * power_of_ten(12) >= estimate_min_share * (direct + estimates.sum), true)
               AND (SELECT count(*) FILTER (NOT silent) * 2 >= count(*)
                           AND count(*) FILTER (volume_unknown) * 10 <= count(*)
                    FROM expected_volume) AS passed
        FROM reported, estimates, the_year
    )
    SELECT 'volume.with_estimates.amount' AS indicator,
           CASE WHEN passed AND NOT unsure THEN collective + estimates.sum END AS recomputed
    FROM reported, not_shown, estimates, gate;

-- volume.with_estimates.not_carried.amount
--
-- What last year's total held of those who are silent again; without a value where last year had no such total.
CREATE OR REPLACE VIEW not_carried AS
    WITH not_shown AS (
        SELECT sum(sum) AS sum, coalesce(bool_or(unsure), false) AS unsure
        FROM withheld WHERE indicator = 'volume.with_estimates.not_carried.amount'
    )
    SELECT 'volume.with_estimates.not_carried.amount' AS indicator,
           CASE WHEN last_year_estimated AND NOT unsure
                THEN coalesce(not_shown.sum, 0) + coalesce((
                    SELECT sum(whole(estimate_eur, 2))
                    FROM estimates_last_year JOIN expected_volume USING (participant) WHERE silent), 0)
                END AS recomputed
    FROM the_year, not_shown;

-- amount_basis.amount, amount_tax.amount  the direct volume by the event its amounts were taken at, and by whether they
--                                         were given with taxes
--
-- Sums of the cells of which it is said; `several` where the lines of a cell differ. Zero included; unknown where
-- nobody reported volume.
CREATE OR REPLACE VIEW given_amounts AS
    WITH codes AS (
        SELECT 'amount_basis' AS family,
               unnest(['ordered', 'invoiced', 'paid', 'several', 'unknown']) AS component
        UNION ALL
        SELECT 'amount_tax' AS family, unnest(['excluded', 'included', 'several', 'unknown']) AS component
    ), direct AS (
        SELECT amount_basis, tax, stated AS amount, stated IS DISTINCT FROM converted AS unsure
        FROM cells_of_years JOIN the_year USING (year)
        WHERE counted_as IN ('direct', 'on_behalf') AND stated IS NOT NULL
    ), shown AS (
        SELECT concat(family, '.amount') AS indicator, component, coalesce(sum(amount), 0) AS part,
               coalesce(bool_or(unsure), false) AS unsure
        FROM codes LEFT JOIN direct
             ON component = CASE family WHEN 'amount_tax' THEN tax ELSE amount_basis END
        GROUP BY family, component
    )
    SELECT indicator, component,
           CASE WHEN NOT shown.unsure AND NOT coalesce(withheld.unsure, false)
                     AND EXISTS (FROM coverage WHERE reported_volume)
                THEN part + coalesce(sum, 0) END AS recomputed
    FROM shown LEFT JOIN withheld USING (indicator, component);

-- amount_basis.share, amount_tax.share
--
-- Each of these amounts ÷ the direct volume, both as recomputed here; unknown where the direct volume is not above
-- zero. No sum of `withheld_sums` is added to a share: its row there says only that the share itself is withheld.
CREATE OR REPLACE VIEW given_shares AS
    WITH direct AS (
        SELECT max(recomputed) AS of_all FROM volume JOIN the_year USING (year)
        WHERE indicator = 'volume.direct.amount'
          AND coalesce(panel, scope, product_group, condition, acquisition, participant) IS NULL
    ), shares AS (
        SELECT replace(indicator, '.amount', '.share') AS indicator, component,
               share(recomputed, greatest(of_all, 0)) AS share
        FROM given_amounts, direct
    )
    SELECT indicator, component, CASE WHEN NOT coalesce(unsure, false) THEN share END AS recomputed
    FROM shares LEFT JOIN withheld USING (indicator, component);
