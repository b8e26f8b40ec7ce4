
-- 5. UPTAKE ---------------------------------------------------------------------------------------------------------

CREATE OR REPLACE MACRO step_of(level) AS CASE WHEN level IN ('0', '1', '2', '3', '4') THEN CAST(level AS INTEGER) END;

-- Every answer on the ladder with its practice; `step` is a level 0 to 4, and nothing for `na` and blank. The matched
-- panel of answers: those with a return that counts both this year and last.
CREATE OR REPLACE VIEW answers_of_years AS
    WITH of_years AS (
        SELECT the_year.year, uptake.*, strategy, roles
        FROM the_year, uptake JOIN practices USING (practice) JOIN coverage USING (participant)
        UNION ALL BY NAME
        SELECT the_year.year - 1 AS year, uptake_last_year.*, strategy, roles
        FROM the_year, uptake_last_year JOIN practices_last_year USING (practice)
             JOIN coverage_last_year USING (participant)
    ), in_both AS (
        SELECT participant FROM coverage WHERE returned
        INTERSECT
        SELECT participant FROM coverage_last_year WHERE returned
    )
    SELECT * REPLACE (coalesce(level, 'blank') AS level), step_of(level) AS step,
           participant IN (FROM in_both) AS is_matched
    FROM of_years;

CREATE OR REPLACE VIEW answers AS
    FROM answers_of_years WHERE year = (SELECT year FROM the_year);

-- uptake.level
--
-- How many participants gave each answer to each practice that somebody was asked about; also `na` (it does not apply)
-- and `blank` (left empty).
CREATE OR REPLACE VIEW uptake_levels AS
    SELECT 'uptake.level' AS indicator, practice, levels.level,
           count(*) FILTER (answers.level = levels.level) AS recomputed
    FROM answers, (SELECT unnest(['0', '1', '2', '3', '4', 'na', 'blank']) AS level) AS levels
    GROUP BY practice, levels.level;

-- uptake.rate              answers at level 3 or 4 ÷ answers at levels 0 to 4
-- uptake.rate.denominator  answers at levels 0 to 4
--
-- By practice, strategy, impact category and phase of procurement, and by strategy within each role; a practice counts
-- under each of its impact categories, a participant under each of its roles. Without a value where nothing of it was
-- asked in the year; the rate also where nobody answered. The rate also of the matched panel, this year and last.
CREATE OR REPLACE VIEW cuts_of_practices AS
    WITH of_years AS (
        SELECT the_year.year, practices.* FROM practices, the_year
        UNION ALL
        SELECT the_year.year - 1 AS year, practices_last_year.* FROM practices_last_year, the_year
    )
    SELECT year, asked, practice AS of_practice, practice FROM of_years
    UNION ALL BY NAME
    SELECT year, asked, practice AS of_practice, strategy FROM of_years WHERE strategy IS NOT NULL
    UNION ALL BY NAME
    SELECT year, asked, practice AS of_practice, unnest(impacts) AS impact FROM of_years
    UNION ALL BY NAME
    SELECT year, asked, practice AS of_practice, phase FROM of_years WHERE phase IS NOT NULL;

CREATE OR REPLACE VIEW answers_by_cut AS
    SELECT c.year, NULL AS role, c.practice, c.strategy, c.impact, c.phase, asked, step,
           coalesce(is_matched, true) AS is_matched
    FROM cuts_of_practices AS c LEFT JOIN answers_of_years AS a ON a.year = c.year AND a.practice = c.of_practice
    UNION ALL BY NAME
    SELECT year, unnest(roles) AS role, strategy, true AS asked, step, is_matched
    FROM answers_of_years WHERE strategy IS NOT NULL;

CREATE OR REPLACE VIEW uptake_rates AS
    WITH all_and_matched AS (
        SELECT NULL AS panel, * FROM answers_by_cut WHERE year = (SELECT year FROM the_year)
        UNION ALL
        SELECT 'matched' AS panel, * REPLACE (CASE WHEN is_matched THEN step END AS step) FROM answers_by_cut
        WHERE (SELECT has_last_year FROM the_year)
    ), rates AS (
        SELECT panel, year, role, practice, strategy, impact, phase, bool_or(asked) AS asked,
               count(*) FILTER (step >= 3) AS applied, count(step) AS answered
        FROM all_and_matched
        GROUP BY panel, year, role, practice, strategy, impact, phase
    )
    SELECT 'uptake.rate' AS indicator, panel, year, role, practice, strategy, impact, phase,
           CASE WHEN asked THEN share(applied, answered) END AS recomputed
    FROM rates
    UNION ALL
    SELECT 'uptake.rate.denominator', panel, year, role, practice, strategy, impact, phase,
           CASE WHEN asked THEN answered END
    FROM rates WHERE panel IS NULL;

-- uptake.median
--
-- The level of the participant in the middle; of an even number of answers the lower of the two in the middle.
CREATE OR REPLACE MACRO lower_median(steps) AS list_sort(steps)[(len(steps) + 1) // 2];

CREATE OR REPLACE VIEW uptake_medians AS
    SELECT 'uptake.median' AS indicator, practice,
           lower_median(list(step) FILTER (step IS NOT NULL)) AS recomputed
    FROM practices LEFT JOIN answers USING (practice)
    GROUP BY practice;

-- uptake.participant_level
--
-- Participants by the level in the middle (the lower of two) of their answers in a strategy. Of the practices asked of
-- them and not answered `na`, at least half must have a level, and at least one; else it cannot be said.
CREATE OR REPLACE VIEW participant_levels AS
    WITH own AS (
        SELECT participant, strategy,
               CASE WHEN count(step) > 0 AND count(step) * 2 >= count(*) FILTER (level <> 'na')
                    THEN CAST(lower_median(list(step) FILTER (step IS NOT NULL)) AS VARCHAR)
                    ELSE 'cannot_say' END AS level
        FROM answers WHERE strategy IS NOT NULL
        GROUP BY participant, strategy
    )
    SELECT 'uptake.participant_level' AS indicator, strategy, levels.level,
           count(*) FILTER (own.level = levels.level) AS recomputed
    FROM own, (SELECT unnest(['0', '1', '2', '3', '4', 'cannot_say']) AS level) AS levels
    GROUP BY strategy, levels.level;

-- uptake.weighted_rate
--
-- Σ w × r ÷ Σ w over participants: r is the participant's own answers at level 3 or 4 ÷ those at levels 0 to 4 in the
-- strategy, w its direct volume in cents, above zero. To stay in whole numbers both sums are taken times a number
-- that every number of answers up to 40 divides. What is withheld is given as what it moves the rate by; that is taken
-- from the program and recomputed from nothing.
CREATE OR REPLACE MACRO divided_by_all_to_40() AS CAST(5342931457063200 AS HUGEINT);

CREATE OR REPLACE VIEW weighted_rates AS
    WITH weights AS (
        SELECT owner AS participant, sum(stated) AS w, bool_or(stated IS DISTINCT FROM converted) AS unsure
        FROM cells_of_years
        WHERE year = (SELECT year FROM the_year) AND counted_as IN ('direct', 'on_behalf')
        GROUP BY owner
    ), own AS (
        SELECT strategy, participant, count(*) FILTER (step >= 3) AS applied, count(step) AS answered
        FROM answers GROUP BY strategy, participant HAVING count(step) > 0
    ), weighted AS (
        SELECT strategy, applied, w, unsure,
               CASE WHEN answered <= 40 THEN divided_by_all_to_40() // answered
                    ELSE error('a strategy has more than 40 practices') END AS times
        FROM own JOIN weights USING (participant)
        WHERE w > 0
    ), shown AS (
        SELECT strategy, share(sum(w * times * applied), sum(w) * divided_by_all_to_40()) AS rate,
               bool_or(unsure) AS unsure
        FROM weighted GROUP BY strategy
    ), not_shown AS (
        SELECT strategy, sum AS moves, unsure FROM withheld WHERE indicator = 'uptake.weighted_rate'
    )
    SELECT 'uptake.weighted_rate' AS indicator, strategy,
           CASE WHEN bool_or(asked) AND NOT coalesce(any_value(shown.unsure), false)
                     AND NOT coalesce(any_value(not_shown.unsure), false)
                THEN coalesce(any_value(rate) + any_value(moves), any_value(rate), any_value(moves)) END AS recomputed
    FROM practices LEFT JOIN shown USING (strategy) LEFT JOIN not_shown USING (strategy)
    WHERE strategy IS NOT NULL
    GROUP BY strategy;

-- uptake.moved          answers at levels 0 to 4 in both years that stand higher, as high or lower than last year; and
--                       those at levels 0 to 4 last year that are lost: no longer asked, `na`, blank, or no return
-- uptake.carried_share  of the answers at levels 0 to 4 in both years, those marked "as last year"
--
-- A practice is followed where it is asked under another name; a practice of last year is continued by one of this
-- year at most (`last_practice`), so that no answer is counted twice. Told of every strategy that is asked about this
-- year or was last year, where there is a last year.
CREATE OR REPLACE VIEW pairs AS
    WITH in_both AS (
        SELECT strategy, participant, last_practice, step, step_of(last_level) AS last_step, carried
        FROM answers JOIN (SELECT practice, last_practice FROM practices) USING (practice)
        WHERE step IS NOT NULL AND step_of(last_level) IS NOT NULL
    ), last_year AS (
        SELECT participant, practice, coalesce(p.strategy, l.strategy) AS strategy
        FROM uptake_last_year JOIN practices_last_year AS l USING (practice)
             LEFT JOIN (SELECT last_practice AS practice, strategy FROM practices) AS p
                  USING (practice)
        WHERE step_of(level) IS NOT NULL
    )
    SELECT strategy,
           CASE WHEN step > last_step THEN 'up' WHEN step = last_step THEN 'same' ELSE 'down' END AS component,
           carried = 'true' AS carried
    FROM in_both WHERE strategy IS NOT NULL
    UNION ALL
    SELECT strategy, 'lost' AS component, false AS carried
    FROM last_year ANTI JOIN in_both
         ON in_both.participant = last_year.participant AND in_both.last_practice = last_year.practice
    WHERE strategy IS NOT NULL;

CREATE OR REPLACE VIEW movements AS
    SELECT 'uptake.moved' AS indicator, s.strategy, c.component,
           count(*) FILTER (pairs.component = c.component) AS recomputed
    FROM (SELECT strategy FROM practices WHERE asked AND strategy IS NOT NULL UNION SELECT strategy FROM pairs) AS s
         CROSS JOIN (SELECT unnest(['up', 'same', 'down', 'lost']) AS component) AS c
         LEFT JOIN pairs USING (strategy)
    WHERE (SELECT has_last_year FROM the_year)
    GROUP BY s.strategy, c.component
    UNION ALL BY NAME
    SELECT 'uptake.carried_share' AS indicator, strategy,
           CASE WHEN asked THEN share(count(*) FILTER (carried), count(*) FILTER (component <> 'lost')) END
           AS recomputed
    FROM (SELECT strategy, bool_or(asked) AS asked FROM practices WHERE strategy IS NOT NULL GROUP BY strategy)
         LEFT JOIN pairs USING (strategy)
    WHERE (SELECT has_last_year FROM the_year)
    GROUP BY strategy, asked;
