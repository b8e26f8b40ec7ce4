
-- 9. THE AUDIT ------------------------------------------------------------------------------------------------------

-- Every figure as recomputed above.
CREATE OR REPLACE VIEW recomputed AS
    FROM volume
    UNION ALL BY NAME FROM uptake_rates
    UNION ALL BY NAME
    SELECT year, this_year.* FROM the_year, (
        FROM coverage_counts
        UNION ALL BY NAME FROM coverage_by_volume
        UNION ALL BY NAME FROM with_estimates
        UNION ALL BY NAME FROM not_carried
        UNION ALL BY NAME FROM given_amounts
        UNION ALL BY NAME FROM given_shares
        UNION ALL BY NAME FROM uptake_levels
        UNION ALL BY NAME FROM uptake_medians
        UNION ALL BY NAME FROM participant_levels
        UNION ALL BY NAME FROM weighted_rates
        UNION ALL BY NAME FROM movements
        UNION ALL BY NAME FROM guidance_levels
        UNION ALL BY NAME FROM guidance_rates
        UNION ALL BY NAME FROM changes) AS this_year;

-- The published figures of these families and the recomputed ones, side by side.
CREATE OR REPLACE VIEW side_by_side AS
    WITH families AS (
        FROM observations
        WHERE split_part(indicator, '.', 1)
              IN ('volume', 'amount_basis', 'amount_tax', 'uptake', 'guidance', 'coverage', 'change')
    )
    SELECT o.* EXCLUDE (value, unit, status, contributors),
           whole(o.value, CASE WHEN o.unit = 'share' THEN 6 WHEN o.unit = 'EUR' THEN 2 ELSE 0 END) AS published,
           CAST(r.recomputed AS HUGEINT) AS recomputed, r.indicator AS recomputed_indicator
    FROM families AS o
    FULL JOIN recomputed AS r
        ON r.indicator = o.indicator AND r.year = o.year
        AND r.panel IS NOT DISTINCT FROM o.panel
        AND r.role IS NOT DISTINCT FROM o.role
        AND r.scope IS NOT DISTINCT FROM o.scope
        AND r.product_group IS NOT DISTINCT FROM o.product_group
        AND r.condition IS NOT DISTINCT FROM o.condition
        AND r.acquisition IS NOT DISTINCT FROM o.acquisition
        AND r.strategy IS NOT DISTINCT FROM o.strategy
        AND r.impact IS NOT DISTINCT FROM o.impact
        AND r.phase IS NOT DISTINCT FROM o.phase
        AND r.practice IS NOT DISTINCT FROM o.practice
        AND r.level IS NOT DISTINCT FROM o.level
        AND r.output IS NOT DISTINCT FROM o.output
        AND r.participant IS NOT DISTINCT FROM o.participant
        AND r.component IS NOT DISTINCT FROM o.component;

-- Beside them what is taken from `withheld_sums`: the part of the recomputed value that rests on no shown cell.
CREATE OR REPLACE VIEW audit AS
    SELECT s.* EXCLUDE recomputed_indicator, w.sum AS withheld_sum
    FROM side_by_side AS s
    LEFT JOIN withheld AS w
        ON w.indicator = s.indicator AND w.year = s.year
        AND w.panel IS NOT DISTINCT FROM s.panel
        AND w.scope IS NOT DISTINCT FROM s.scope
        AND w.product_group IS NOT DISTINCT FROM s.product_group
        AND w.condition IS NOT DISTINCT FROM s.condition
        AND w.acquisition IS NOT DISTINCT FROM s.acquisition
        AND w.strategy IS NOT DISTINCT FROM s.strategy
        AND w.participant IS NOT DISTINCT FROM s.participant
        AND w.component IS NOT DISTINCT FROM s.component
    WHERE s.indicator IS NOT NULL;

-- unpublished: a figure that follows from the tables and is not published.
CREATE OR REPLACE VIEW check_unpublished AS
    SELECT 'unpublished' AS what, recomputed_indicator AS which, 'as in audit' AS unit, published, recomputed
    FROM side_by_side WHERE indicator IS NULL AND recomputed IS NOT NULL;

-- How many figures were recomputed, and how many of them with a sum of `withheld_sums`: of each family, and of each
-- indicator. What rests on such a sum is recomputed from shown cells only in part.
SELECT split_part(indicator, '.', 1) AS family, count(*) AS figures, count(recomputed) AS with_a_value,
       count(withheld_sum) AS with_a_withheld_sum, count(*) FILTER (published IS DISTINCT FROM recomputed) AS differ
FROM audit GROUP BY family ORDER BY family;

SELECT indicator, count(*) AS figures, count(recomputed) AS with_a_value,
       count(withheld_sum) AS with_a_withheld_sum, count(*) FILTER (published IS DISTINCT FROM recomputed) AS differ
FROM audit GROUP BY indicator ORDER BY indicator;

-- What the tables rest on and does not hold: nothing. `published` and `recomputed` are whole numbers of `unit`.
FROM (FROM check_conversion UNION ALL FROM check_rates UNION ALL FROM check_lines UNION ALL FROM check_overlap
      UNION ALL FROM check_change UNION ALL FROM check_components UNION ALL FROM check_unpublished)
WHERE published IS DISTINCT FROM recomputed;

-- The figures that differ from what was recomputed: none.
SELECT * FROM audit WHERE published IS DISTINCT FROM recomputed ORDER BY ALL;
