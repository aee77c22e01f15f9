SELECT
  *
FROM (
  SELECT
    "t3"."unit",
    "t3"."indicator",
    "t3"."value"
  FROM "cells" AS "t3"
  ANTI JOIN "changed" AS "t4"
    ON "t3"."unit" = "t4"."unit"
) AS "t5"
UNION ALL
SELECT
  *
FROM "fresh" AS "t0"
