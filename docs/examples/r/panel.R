# Read a panel and a comparison of crossregime into ordered factors, and make the table of the comparison again.
#   crossregime export --panel ssi2003 ofsted2009 --output panel.csv
#   crossregime compare --regime ssi2003 --regime ofsted2009 --output comparison.json
#   Rscript panel.R panel.csv comparison.json
library(jsonlite)
options(width = 100)
files <- commandArgs(trailingOnly = TRUE)
panel <- read.csv(files[1], colClasses = "character", na.strings = "", encoding = "UTF-8")
comparison <- fromJSON(files[2], simplifyVector = FALSE)

# The grades of a position, worst first: the order stands in the JSON, so it is never typed by hand.
grades <- function(position) sapply(position$judgement$scale$grades, function(grade) grade$label)

# The outcomes of a position: one row a council, its grade an ordered factor, NA where only a range is known.
outcomes <- function(position) {
  judgement <- position$judgement
  rows <- panel[panel$regime == position$regimes[[1]]$id & panel$judgement == judgement$id &
                panel$published == position$date, ]
  for (column in c("grade", "worst", "best"))
    rows[[column]] <- factor(rows[[column]], levels = grades(position), ordered = TRUE)
  rows[!is.na(rows$worst), ]
}
before <- outcomes(comparison$positions[[1]])
after <- outcomes(comparison$positions[[2]])

# A pair is one series: a council, or the same one under another status or code.
pairs <- merge(before, after, by = "series_id", suffixes = c("_1", "_2"))
cat(nrow(pairs), "pairs; both grades are known of", sum(!is.na(pairs$grade_1) & !is.na(pairs$grade_2)), "\n\n")

cat("Known councils only (misleading: which grades are known depends on the grade)\n")
print(table(pairs$grade_1, pairs$grade_2))

# What all of them say: in each cell the smallest and the largest possible number, from the JSON.
bounds <- comparison$tables[[1]]$bounds
cell <- function(counts) if (counts$lowest == counts$highest) counts$lowest else
  paste(counts$lowest, "to", counts$highest)
possible <- t(sapply(bounds, function(row) sapply(row, cell)))
dimnames(possible) <- list(levels(before$grade), levels(after$grade))
cat("\nPossible numbers of councils\n")
print(noquote(possible))

# R counts the pairs as crossregime does.
stopifnot(nrow(pairs) == comparison$tables[[1]]$pairs)
ranges <- table(pairs$worst_1, pairs$worst_2)
stopifnot(all(rowSums(ranges) == sapply(comparison$tables[[1]]$row_sums, identity)))
