
-- 6. GUIDANCE -------------------------------------------------------------------------------------------------------

-- The outputs of the Pact that were published by the period's end, and the answers about them.
CREATE OR REPLACE VIEW published_outputs AS
    SELECT output, asked FROM outputs, the_year WHERE status = 'published' AND published_on <= period_end;

-- guidance.level
--
-- How many participants use each output how far, 0 (not known) to 4 (mandatory), where somebody was asked.
CREATE OR REPLACE VIEW guidance_levels AS
    SELECT 'guidance.level' AS indicator, output, levels.level,
           count(*) FILTER (guidance.level = levels.level) AS recomputed
    FROM guidance JOIN published_outputs USING (output),
         (SELECT unnest(['0', '1', '2', '3', '4']) AS level) AS levels
    GROUP BY output, levels.level;

-- guidance.rate
--
-- Answers at level 2 (used) or more ÷ answers at levels 0 to 4; without a value where nobody answered, or the
-- questionnaire does not ask.
CREATE OR REPLACE VIEW guidance_rates AS
    SELECT 'guidance.rate' AS indicator, output,
           share(count(*) FILTER (level IN ('2', '3', '4')),
                 count(*) FILTER (level IN ('0', '1', '2', '3', '4'))) AS recomputed
    FROM published_outputs LEFT JOIN guidance USING (output)
    GROUP BY output;
