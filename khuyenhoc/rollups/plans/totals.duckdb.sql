SELECT
  "t5"."above" AS "unit",
  "t5"."indicator",
  SUM("t5"."total") AS "total",
  SUM("t5"."counted") AS "counted"
FROM (
  SELECT
    "t4"."unit",
    "t4"."indicator",
    "t4"."total",
    "t4"."counted",
    "t2"."above"
  FROM (
    SELECT
      "t0"."unit",
      "t0"."indicator",
      SUM("t0"."value") AS "total",
      COUNT(*) AS "counted"
    FROM "cells" AS "t0"
    GROUP BY
      1,
      2
  ) AS "t4"
  INNER JOIN "lineage" AS "t2"
    ON "t4"."unit" = "t2"."unit"
) AS "t5"
GROUP BY
  1,
  2
