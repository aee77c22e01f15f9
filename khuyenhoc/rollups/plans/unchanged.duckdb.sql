SELECT
  *
FROM "kept" AS "t0"
