
-- 7. CHANGE FROM YEAR TO YEAR ---------------------------------------------------------------------------------------

-- The cells of both years that are in a row of `change`. From that table are taken only the component that the row
-- comes from and the rate of last year: this year's amounts in `like_for_like` are also converted at that rate, each
-- rounded to the cent once. The amounts are those of the cells.
CREATE OR REPLACE VIEW cells_of_change AS
    SELECT c.product_group, component, c.currency, c.year = the_year.year AS is_this_year, stated,
           CASE WHEN component = 'like_for_like' AND last_rate IS NOT NULL
                THEN half_even(whole(c.amount, places) * power_of_ten(10), whole(last_rate, 8) * power_of_ten(places))
                ELSE stated END AS at_last_rate,
           stated IS DISTINCT FROM converted AS unsure
    FROM the_year, cells_of_years AS c JOIN change AS r
         ON r.reporter = c.reporter AND r.owner = c.owner_in_force AND r.currency = c.currency
         AND r.product_group = c.product_group AND r.counted_as = c.counted_as;

-- change.component
--
-- The change of the collective volume in euro, in all and by product group, each also by what it comes from:
-- participants that joined, left, resumed or were silent, groups new in scope, exchange rates, and what those whose
-- purchases are known in both years bought more or less at last year's rates (like for like). The whole is the sum of
-- its components. Zero where a component has nothing; unknown as a whole where one of the years has no volume.
CREATE OR REPLACE VIEW change_parts AS
    SELECT product_group, 'exchange_rate' AS component, stated - at_last_rate AS part, unsure
    FROM cells_of_change WHERE component = 'like_for_like' AND is_this_year AND currency <> 'EUR'
    UNION ALL
    SELECT product_group, component, CASE WHEN is_this_year THEN at_last_rate ELSE -stated END AS part, unsure
    FROM cells_of_change;

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
        SELECT r.product_group, r.component, coalesce(sum(part), 0) AS part,
               coalesce(bool_or(unsure), false) AS unsure
        FROM change_rows AS r LEFT JOIN change_parts AS p
             ON (r.product_group IS NULL OR r.product_group = p.product_group)
             AND (r.component IS NULL OR r.component = p.component)
        GROUP BY r.product_group, r.component
    )
    SELECT 'change.component' AS indicator, shown.product_group, shown.component,
           CASE WHEN reported AND NOT shown.unsure AND NOT coalesce(withheld.unsure, false)
                THEN part + coalesce(sum, 0) END AS recomputed
    FROM both_years, shown LEFT JOIN withheld
         ON indicator = 'change.component' AND withheld.product_group IS NOT DISTINCT FROM shown.product_group
         AND withheld.component IS NOT DISTINCT FROM shown.component;
