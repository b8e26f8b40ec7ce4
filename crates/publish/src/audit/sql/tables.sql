-- Independent check of the published figures.
--
-- This file recomputes every figure of volume, uptake, guidance, coverage and change from the other tables of this
-- folder. It was written by hand from the published method, apart from the program that made the figures, and is the
-- same for every year. Run it with DuckDB (https://duckdb.org) inside this folder:
--
--     duckdb < audit.sql
--
-- It shows four tables: of each family how many figures were recomputed, and how many of them with a sum of
-- `withheld_sums`; the same for each indicator; what the tables rest on and does not hold; and the figures that differ
-- from what was recomputed. The last two are empty where everything holds. To look further:
--
--     duckdb -init audit.sql
--     SELECT * FROM audit WHERE indicator = 'uptake.rate';
--
-- What it cannot see: where a participant's volume is withheld, its lines and cells are in no table, nor are those of
-- others from which it would follow. What they add to a figure is taken from `withheld_sums` as the program wrote it,
-- and is not recomputed from cells. An amount, a number of units or an exchange rate that is wrong in what is withheld
-- is wrong in the figure and in the sum alike, so that no difference shows here. A rate in `rates` on which only
-- withheld cells rest is tested by nothing in this folder; compare it with the mean of the European Central Bank's
-- reference rates over the period that stands beside it. A change from what is withheld in one of the two years is in
-- `withheld_sums` whole, with what is shown of the other year.
--
-- Two indicators can be checked least. `coverage.by_volume` and `uptake.weighted_rate` weigh with amounts, and where
-- some of these are withheld their row in `withheld_sums` is no sum: it is the published share less the share that is
-- shown. There it is the program's own word. A wrong share agrees with such a row as well as a right one does, so for
-- these figures no difference proves nothing; only what is shown of them is recomputed. The numerator and denominator
-- of what is withheld are not given, because they would tell sums of amounts that the share does not. The shares of
-- `amount_basis` and `amount_tax` are divided here from recomputed amounts and rest on no such row of their own.
--
-- `audit` has a row for each figure: its indicator and cut as in `observations`, the value as `published`, and as
-- `recomputed` here, and as `withheld_sum` the part of the latter that is taken from `withheld_sums`; it is blank where
-- nothing is added to the figure itself. All are whole numbers: amounts in cents, shares in millionths, devices and
-- answers as they are. A figure without a value has none in either. Nothing but `published` is read from the values of
-- `observations`. In the third table the column `unit` says what a row's numbers count: '0.001 SEK' is thousandths of
-- a krona, '0.01 EUR' cents.
--
-- No number passes through binary floating point: decimal texts are taken apart into whole numbers, and where
-- something is divided the quotient is rounded to the nearest whole number, halves to the even one.


-- 1. WHOLE NUMBERS --------------------------------------------------------------------------------------------------

-- A decimal text in units of its last place: '-12.5' with 2 places is -1250. More places than that are an error.
CREATE OR REPLACE MACRO whole(decimal_text, places) AS
    CASE WHEN length(split_part(decimal_text, '.', 2)) > places
         THEN CAST(error(concat(decimal_text, ' has more than ', places, ' decimal places')) AS HUGEINT)
         ELSE CAST(replace(decimal_text, '.', '')
                   || repeat('0', places - length(split_part(decimal_text, '.', 2))) AS HUGEINT)
    END;

-- Ten to a power, as a whole number.
CREATE OR REPLACE MACRO power_of_ten(places) AS CAST('1' || repeat('0', places) AS HUGEINT);

-- part ÷ divisor, rounded to a whole number, halves to the even one; nothing where the divisor is zero.
CREATE OR REPLACE MACRO half_even(part, divisor) AS
    CASE WHEN divisor <> 0 THEN sign(part) * sign(divisor) * (
        abs(part) // abs(divisor)
        + CASE WHEN abs(part) % abs(divisor) * 2 > abs(divisor) THEN 1
               WHEN abs(part) % abs(divisor) * 2 = abs(divisor) THEN abs(part) // abs(divisor) % 2
               ELSE 0 END)
    END;

-- A share in millionths.
CREATE OR REPLACE MACRO share(part, divisor) AS half_even(CAST(part AS HUGEINT) * 1000000, CAST(divisor AS HUGEINT));


-- 2. THE TABLES -----------------------------------------------------------------------------------------------------
-- As published: what a blank cell holds is NULL, every decimal number and every day is text.

CREATE OR REPLACE VIEW the_year AS
    SELECT CAST(year AS INTEGER) AS year, period_start, period_end, has_last_year = 'true' AS has_last_year,
           days_received = 'true' AS days_received, last_year_estimated = 'true' AS last_year_estimated,
           whole(estimate_min_share, 12) AS estimate_min_share
    FROM read_csv('year.csv', header = true, all_varchar = true);

CREATE OR REPLACE VIEW product_groups AS
    SELECT id AS product_group, scope, CAST(first_year AS INTEGER) AS first_year, is_device = 'true' AS is_device
    FROM read_csv('product_groups.csv', header = true, all_varchar = true);

CREATE OR REPLACE VIEW register AS
    SELECT DISTINCT id FROM read_csv('participants.csv', header = true, all_varchar = true);

CREATE OR REPLACE VIEW in_force_at_end AS
    SELECT DISTINCT id
    FROM read_csv('participants.csv', header = true, all_varchar = true), the_year
    WHERE least(procuring_since, coordinating_since) <= period_end AND coalesce("left", period_end) >= period_end;

CREATE OR REPLACE MACRO who_counts(file) AS TABLE
    SELECT participant, string_split(roles, ';') AS roles, CAST(days_in_force AS INTEGER) AS days_in_force,
           exempt = 'true' AS exempt, returned = 'true' AS returned, reported_by, on_time = 'true' AS on_time,
           reported_volume = 'true' AS reported_volume, volume_unknown = 'true' AS volume_unknown
    FROM read_csv(file, header = true, all_varchar = true);
CREATE OR REPLACE VIEW coverage AS FROM who_counts('coverage.csv');
CREATE OR REPLACE VIEW coverage_last_year AS FROM who_counts('coverage_last_year.csv');

CREATE OR REPLACE MACRO practices_in(file) AS TABLE
    SELECT practice, strategy, string_split(impacts, ';') AS impacts, phase, asked = 'true' AS asked, last_practice
    FROM read_csv(file, header = true, all_varchar = true);
CREATE OR REPLACE VIEW practices AS FROM practices_in('practices.csv');
CREATE OR REPLACE VIEW practices_last_year AS FROM practices_in('practices_last_year.csv');

CREATE OR REPLACE VIEW outputs AS
    SELECT id AS output, status, published_on, asked = 'true' AS asked
    FROM read_csv('outputs.csv', header = true, all_varchar = true);

CREATE OR REPLACE VIEW rates AS
    SELECT currency, whole(rate, 8) AS rate FROM read_csv('rates.csv', header = true, all_varchar = true);

CREATE OR REPLACE VIEW overlap AS
    FROM read_csv('overlap.csv', header = true, all_varchar = true);

CREATE OR REPLACE VIEW estimates_last_year AS
    FROM read_csv('estimates_last_year.csv', header = true, all_varchar = true);

CREATE OR REPLACE VIEW withheld_sums AS
    FROM read_csv('withheld_sums.csv', header = true, all_varchar = true);

CREATE OR REPLACE VIEW lines AS FROM 'lines.parquet';
CREATE OR REPLACE VIEW cells AS FROM 'cells.parquet';
CREATE OR REPLACE VIEW cells_last_year AS FROM 'cells_last_year.parquet';
CREATE OR REPLACE VIEW change AS FROM 'change.parquet';
CREATE OR REPLACE VIEW uptake AS FROM 'uptake.parquet';
CREATE OR REPLACE VIEW uptake_last_year AS FROM 'uptake_last_year.parquet';
CREATE OR REPLACE VIEW guidance AS FROM 'guidance.parquet';
CREATE OR REPLACE VIEW observations AS FROM 'observations.parquet';
