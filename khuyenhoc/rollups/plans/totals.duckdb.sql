SELECT
  "t4"."above" AS "unit",
  "t4"."indicator",
  SUM("t4"."value") AS "total",
  COUNT("t4"."value") AS "counted"
FROM (
  SELECT
    "t2"."unit",
    "t2"."indicator",
    "t2"."value",
    "t3"."above"
  FROM "cells" AS "t2"
  INNER JOIN "lineage" AS "t3"
    ON "t2"."unit" = "t3"."unit"
) AS "t4"
GROUP BY
  1,
  2
