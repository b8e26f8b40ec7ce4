
-- 7. CHANGE FROM YEAR TO YEAR ---------------------------------------------------------------------------------------

-- change.component
--
-- The change of the collective volume in euro, in all and by product group, each also by what it comes from:
-- participants that joined, left, resumed or were silent, groups new in scope, exchange rates, and what those whose
-- purchases are known in both years bought more or less at last year's rates (like for like). The whole is the sum of
-- its components. Zero where a component has nothing; unknown as a whole where one of the years has no volume.
CREATE OR REPLACE VIEW change_parts AS
    WITH in_cents AS (
        SELECT product_group, component, whole(amount_eur, 2) AS this_year, whole(last_amount_eur, 2) AS last_year,
               coalesce(whole(amount_at_last_rate, 2), whole(amount_eur, 2)) AS at_last_rate
        FROM change
    )
    SELECT product_group, 'exchange_rate' AS component, this_year - at_last_rate AS part, false AS unsure
    FROM in_cents WHERE component = 'like_for_like'
    UNION ALL
    SELECT product_group, component, CASE WHEN component = 'like_for_like' THEN at_last_rate ELSE this_year END
           - last_year AS part, false AS unsure
    FROM in_cents;

-- The components in all and of every product group of which there is volume in one of the years.
CREATE OR REPLACE VIEW change_rows AS
    WITH of_groups AS (
        SELECT DISTINCT product_group FROM change_parts
        UNION
        SELECT DISTINCT product_group FROM withheld WHERE indicator = 'change.component'
        UNION
        SELECT NULL
    )
    SELECT product_group, component
    FROM of_groups, (SELECT unnest([NULL, 'joiners', 'leavers', 'resumed', 'silent', 'scope', 'exchange_rate',
                                    'like_for_like']) AS component)
    WHERE EXISTS (FROM coverage WHERE reported_volume) AND EXISTS (FROM coverage_last_year WHERE reported_volume)
    UNION
    SELECT NULL, NULL;

CREATE OR REPLACE VIEW changes AS
    WITH both_years AS (
        SELECT EXISTS (FROM coverage WHERE reported_volume) AND EXISTS (FROM coverage_last_year WHERE reported_volume)
               AS reported
    ), shown AS (
        SELECT r.product_group, r.component, coalesce(sum(part), 0) AS part
        FROM change_rows AS r LEFT JOIN change_parts AS p
             ON (r.product_group IS NULL OR r.product_group = p.product_group)
             AND (r.component IS NULL OR r.component = p.component)
        GROUP BY r.product_group, r.component
    )
    SELECT 'change.component' AS indicator, shown.product_group, shown.component,
           CASE WHEN reported AND NOT coalesce(unsure, false) THEN part + coalesce(sum, 0) END AS recomputed
    FROM both_years, shown LEFT JOIN withheld
         ON indicator = 'change.component' AND withheld.product_group IS NOT DISTINCT FROM shown.product_group
         AND withheld.component IS NOT DISTINCT FROM shown.component;
