WITH trin_1 AS (
  SELECT
    `id`,
    CASE
      WHEN `fravær` BETWEEN -999999999999 AND 999999999999
      THEN CASE
        WHEN CAST(`fravær` AS DECIMAL(18, 6)) = `fravær`
        THEN CAST(CAST(`fravær` AS DECIMAL(18, 6)) * 1000000 AS BIGINT)
      END
    END AS `fravær.read`,
    `fravær` IS NOT NULL AS `fravær.told`,
    `modtaget` AS `modtaget.read`
  FROM register.børn
), trin_2 AS (
  SELECT
    *,
    NOT `fravær.told`
    OR (
      `fravær.read` IS NOT NULL AND 0 <= `fravær.read` AND `fravær.read` <= 100000000
    ) AS `delt_1`,
    CAST('1900-01-01' AS DATE) <= `modtaget.read`
    AND `modtaget.read` <= CAST('2199-12-31' AS DATE) AS `delt_2`
  FROM trin_1
), trin_3 AS (
  SELECT
    *,
    CASE WHEN `delt_1` THEN `fravær.read` END AS `fravær`,
    CASE WHEN `delt_2` THEN `modtaget.read` END AS `modtaget`,
    COALESCE(NOT `delt_1`, FALSE) AS `fravær.invalid`,
    COALESCE(NOT `delt_2`, FALSE) AS `modtaget.invalid`
  FROM trin_2
), trin_4 AS (
  SELECT
    *,
    15000000 <= `fravær` AS `r1.holds`,
    CASE
      WHEN CAST('2199-12-31' AS DATE) < (
        DATE_ADD(`modtaget`, 14)
      )
      THEN CAST('2199-12-31' AS DATE)
      ELSE DATE_ADD(`modtaget`, 14)
    END AS `delt_3`
  FROM trin_3
), trin_5 AS (
  SELECT
    *,
    CASE WHEN COALESCE(`r1.holds`, FALSE) THEN 'gul' ELSE 'not_assessed' END AS `farve.least`,
    CASE WHEN COALESCE(`r1.holds`, TRUE) THEN 'gul' ELSE 'not_assessed' END AS `farve.worst`,
    `r1.holds` IS NOT NULL AS `farve.exact`,
    `r1.holds` AS `samtale.must`,
    CASE WHEN COALESCE(`r1.holds`, TRUE) THEN `delt_3` END AS `samtale.must.by`,
    CASE WHEN `delt_3` IS NOT NULL THEN TRUE END AS `delt_4`,
    COALESCE(`delt_3`, CAST('1900-01-15' AS DATE)) < CAST('2026-06-15' AS DATE) AS `delt_6`,
    COALESCE(`delt_3`, CAST('2199-12-31' AS DATE)) < CAST('2026-06-15' AS DATE) AS `delt_9`,
    `r1.holds` IS NULL AS `samtale.asks.action`,
    `r1.holds` IS NULL AS `farve.asks.level`
  FROM trin_4
), trin_6 AS (
  SELECT
    *,
    COALESCE(`delt_4`, TRUE) AS `delt_5`,
    COALESCE(`delt_4`, FALSE) AS `delt_7`,
    (
      `samtale.asks.action` OR (
        `farve.asks.level` AND `r1.holds` IS NULL
      )
    )
    AND `r1.holds` IS NULL AS `r1.asks`
  FROM trin_5
), trin_7 AS (
  SELECT
    *,
    COALESCE(`r1.holds`, FALSE) AND `delt_7` AS `delt_8`,
    CASE WHEN `delt_7` THEN `delt_7` AND `delt_9` ELSE NOT `delt_5` OR `delt_9` END AS `delt_10`,
    `r1.asks` AND (
      15000000 <= `fravær`
    ) IS NULL AND `fravær` IS NULL AS `fravær.missing`
  FROM trin_6
), trin_8 AS (
  SELECT
    *,
    CASE
      WHEN COALESCE(`r1.holds`, FALSE)
      AND COALESCE(`r1.holds`, TRUE)
      AND `delt_5`
      AND `delt_6`
      AND (
        `delt_8` OR NOT COALESCE(`r1.holds`, TRUE) OR `delt_7`
      )
      AND CASE
        WHEN `delt_8`
        THEN COALESCE(`r1.holds`, FALSE) AND `delt_7` AND `delt_10`
        ELSE NOT (
          COALESCE(`r1.holds`, TRUE) AND `delt_5`
        ) OR `delt_10`
      END
      THEN TRUE
      WHEN COALESCE(`r1.holds`, TRUE) AND `delt_5` AND `delt_6`
      THEN CAST(NULL AS BOOLEAN)
      ELSE FALSE
    END AS `samtale.overdue`
  FROM trin_7
)
SELECT
  `id`,
  `farve.least`,
  `farve.worst`,
  `farve.exact`,
  `samtale.must`,
  `samtale.must.by`,
  `samtale.overdue`,
  `r1.holds`,
  `fravær.missing`,
  `fravær.invalid`,
  `modtaget.invalid`
FROM trin_8
