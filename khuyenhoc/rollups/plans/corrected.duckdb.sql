SELECT
  *
FROM (
  SELECT
    "t21"."unit",
    "t21"."indicator",
    SUM("t21"."total") AS "total",
    SUM("t21"."counted") AS "counted"
  FROM (
    SELECT
      *
    FROM (
      SELECT
        *
      FROM (
        SELECT
          *
        FROM "kept" AS "t0"
      ) AS "t8"
      UNION ALL
      SELECT
        *
      FROM (
        SELECT
          "t18"."unit",
          "t18"."indicator",
          CAST(-(
            "t18"."total"
          ) AS DECIMAL(38, 0)) AS "total",
          -(
            "t18"."counted"
          ) AS "counted"
        FROM (
          SELECT
            "t16"."above" AS "unit",
            "t16"."indicator",
            SUM("t16"."total") AS "total",
            SUM("t16"."counted") AS "counted"
          FROM (
            SELECT
              "t14"."unit",
              "t14"."indicator",
              "t14"."total",
              "t14"."counted",
              "t5"."above"
            FROM (
              SELECT
                "t11"."unit",
                "t11"."indicator",
                SUM("t11"."value") AS "total",
                COUNT(*) AS "counted"
              FROM (
                SELECT
                  "t6"."unit",
                  "t6"."indicator",
                  "t6"."value"
                FROM "cells" AS "t6"
                SEMI JOIN "changed" AS "t7"
                  ON "t6"."unit" = "t7"."unit"
              ) AS "t11"
              GROUP BY
                1,
                2
            ) AS "t14"
            INNER JOIN "lineage" AS "t5"
              ON "t14"."unit" = "t5"."unit"
          ) AS "t16"
          GROUP BY
            1,
            2
        ) AS "t18"
      ) AS "t19"
    ) AS "t20"
    UNION ALL
    SELECT
      *
    FROM (
      SELECT
        "t15"."unit",
        "t15"."indicator",
        CAST("t15"."total" AS DECIMAL(38, 0)) AS "total",
        "t15"."counted"
      FROM (
        SELECT
          "t12"."above" AS "unit",
          "t12"."indicator",
          SUM("t12"."total") AS "total",
          SUM("t12"."counted") AS "counted"
        FROM (
          SELECT
            "t10"."unit",
            "t10"."indicator",
            "t10"."total",
            "t10"."counted",
            "t5"."above"
          FROM (
            SELECT
              "t1"."unit",
              "t1"."indicator",
              SUM("t1"."value") AS "total",
              COUNT(*) AS "counted"
            FROM "fresh" AS "t1"
            GROUP BY
              1,
              2
          ) AS "t10"
          INNER JOIN "lineage" AS "t5"
            ON "t10"."unit" = "t5"."unit"
        ) AS "t12"
        GROUP BY
          1,
          2
      ) AS "t15"
    ) AS "t17"
  ) AS "t21"
  GROUP BY
    1,
    2
) AS "t22"
WHERE
  "t22"."counted" > 0
