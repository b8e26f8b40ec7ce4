
-- 4. COVERAGE -------------------------------------------------------------------------------------------------------

-- A return is expected of a participant in force for at least 90 days of the period that is not exempt. Covered is
-- who sent no return of its own and is inside another's.
CREATE OR REPLACE VIEW standing AS
    SELECT *, days_in_force >= 90 AND NOT exempt AS expected, reported_by IS NOT NULL AND NOT returned AS covered
    FROM coverage;

-- coverage.in_force       participants in force on any day of the period
-- coverage.expected       those of whom a return was expected
-- coverage.returned       those with a return that counts
-- coverage.covered        those inside another's return
-- coverage.on_time        those whose return came by the deadline; unknown where no day of receipt is known
-- coverage.response_rate  expected participants that returned or are covered ÷ expected participants
--
-- Of all, and of those in each role on the period's last day: an organisation can have both.
CREATE OR REPLACE VIEW counts_by_role AS
    SELECT role, count(participant) AS in_force, count(*) FILTER (expected) AS expected,
           count(*) FILTER (returned) AS returned,
           count(*) FILTER (covered) AS covered, count(*) FILTER (on_time) AS on_time,
           count(*) FILTER (expected AND (returned OR covered)) AS here
    FROM (VALUES (NULL), ('procuring'), ('coordinating')) AS of_role (role)
    LEFT JOIN standing ON role IS NULL OR list_contains(roles, role)
    GROUP BY role;

CREATE OR REPLACE VIEW coverage_counts AS
    SELECT 'coverage.in_force' AS indicator, role, in_force AS recomputed FROM counts_by_role
    UNION ALL
    SELECT 'coverage.expected', role, expected FROM counts_by_role
    UNION ALL
    SELECT 'coverage.returned', role, returned FROM counts_by_role
    UNION ALL
    SELECT 'coverage.covered', role, covered FROM counts_by_role
    UNION ALL
    SELECT 'coverage.on_time', role, CASE WHEN days_received THEN on_time END FROM counts_by_role, the_year
    UNION ALL
    SELECT 'coverage.response_rate', role, share(here, expected) FROM counts_by_role;

-- coverage.by_volume
--
-- Last year's direct volume of the expected participants that returned or are covered ÷ that of all expected ones.
-- What is withheld is given as what it moves the share by; that is taken from the program and recomputed from nothing.
CREATE OR REPLACE VIEW coverage_by_volume AS
    WITH shown AS (
        SELECT coalesce(sum(stated) FILTER (returned OR covered), 0) AS part, coalesce(sum(stated), 0) AS of_all,
               coalesce(bool_or(stated IS DISTINCT FROM converted), false) AS unsure
        FROM cells_of_years JOIN standing ON participant = owner
        WHERE expected AND counted_as IN ('direct', 'on_behalf') AND year < (SELECT year FROM the_year)
    ), not_shown AS (
        SELECT sum(sum) AS moves, coalesce(bool_or(unsure), false) AS unsure
        FROM withheld WHERE indicator = 'coverage.by_volume'
    )
    SELECT 'coverage.by_volume' AS indicator,
           CASE WHEN NOT shown.unsure AND NOT not_shown.unsure
                THEN coalesce(share(part, of_all) + moves, share(part, of_all), moves) END AS recomputed
    FROM shown, not_shown;
