# The same files and figures by data.table: usage: Rscript datatable_peer.R FOLDER YEAR
suppressMessages(library(data.table))
said <- commandArgs(TRUE)
setDTthreads(2)
file <- function(name) file.path(said[1], name)
spent <- function() { p <- proc.time(); c(p[[3]], p[[1]] + p[[2]]) }
begun <- spent()
calendar <- fread(file("calendar.csv"), integer64 = "numeric")
spells <- fread(file("school_enrollment.csv"), integer64 = "numeric")
classes <- fread(file("classes.csv"))
attendance <- fread(file("attendance.csv"), integer64 = "numeric")
marks <- fread(file("section_marks.csv"), integer64 = "numeric")
incidents <- fread(file("incidents.csv"), integer64 = "numeric")
imported <- spent()
days <- calendar[, .(count = .N, first = min(calendar_date), last = max(calendar_date)), by = .(school_number, school_year)]
now <- spells[school_year == said[2]][days, on = .(school_number, school_year), nomatch = NULL]
first <- min(now$first); last <- max(now$last)
enrolled <- now[, .(enrolled = sum(count)), by = student_number]
absences <- attendance[attendance_date >= first & attendance_date <= last, .(absent = sum(portion_absent)), by = student_number]
both <- absences[enrolled, on = .(student_number)]
both[is.na(absent), absent := 0]
year <- marks[school_year == said[2]]
failed <- year[mark == "F", .N, by = student_number]
mean <- year[, .(mean = mean(percent)), by = student_number]
acts <- incidents[incident_date >= first & incident_date <= last, .N, by = student_number]
told <- spent()

# The matrix: a student has one school a year, and marks come in four quarters. Sums by columns made beforehand, which data.table adds up fastest.
now_ends <- as.integer(substr(said[2], 1, 4)) + 1L
ended <- function(years) { known <- unique(years); (as.integer(substr(known, 1, 4)) + 1L)[match(years, known)] }
away <- attendance[, .(student_number, ends = year(attendance_date) + (month(attendance_date) >= 7L), absent = as.integer(attendance_code != "T"),
  excused = as.integer(attendance_code == "E"), tardy = as.integer(attendance_code == "T"), attendance_date)]
sums <- away[, .(absent = sum(absent), excused = sum(excused), tardy = sum(tardy)), by = .(student_number, ends)]
spells[, ends := ended(school_year)]
years <- spells[days[, .(school_number, school_year, enrolled = count)], on = .(school_number, school_year), nomatch = NULL]
years <- sums[years, on = .(student_number, ends)]
setnafill(years, fill = 0L, cols = c("absent", "excused", "tardy"))
years[, chronic := as.integer(absent * 10L >= enrolled)]
late <- away[absent == 1L & attendance_date > last - 60L]
absent_60 <- late[, .(absent_60 = .N), by = student_number]
absent_30 <- late[attendance_date > last - 30L, .(absent_30 = .N), by = student_number]
core <- classes[grepl("^(English|Mathematics|Science|Social)", title), sourcedId]
sections <- unique(marks$section_id)
m <- marks[, .(student_number, ends = ended(school_year), term, points = c(4L, 3L, 2L, 1L, 0L)[match(mark, c("A", "B", "C", "D", "F"))], failure = as.integer(mark == "F"), percent,
  core = (sections %in% core)[match(section_id, sections)])]
m[, core_failure := failure * core]
by_year <- m[, .(n = .N, points = sum(points), failures = sum(failure)), by = .(student_number, ends)]
mine <- m[ends == now_ends]
this <- mine[, .(spread = sd(points), core_failures = sum(core_failure), lowest = min(percent), percent_spread = sd(percent)), by = student_number]
newest <- mine[term == "Q4", .(n4 = .N, points4 = sum(points), failures4 = sum(failure)), by = student_number]
oldest <- mine[term == "Q1", .(n1 = .N, points1 = sum(points)), by = student_number]
x <- years[ends == now_ends][order(student_number)]
of <- function(table, column) table[[column]][match(x$student_number, table$student_number)]
zero <- function(values) fifelse(is.na(values), 0, as.numeric(values))
before <- years[ends == now_ends - 1L]; g <- by_year[ends == now_ends]; h <- by_year[ends == now_ends - 1L]
every <- years[, .(absent = sum(absent), enrolled = sum(enrolled), chronic = sum(chronic), schools = uniqueN(school_number), years = .N), by = student_number]
ever <- by_year[, .(points = sum(points), n = sum(n)), by = student_number]
all_acts <- incidents[, .N, by = student_number]
share <- x$absent / x$enrolled; share_before <- of(before, "absent") / of(before, "enrolled")
gpa <- of(g, "points") / of(g, "n"); gpa_before <- of(h, "points") / of(h, "n"); gpa_newest <- of(newest, "points4") / of(newest, "n4")
f <- data.table(days_enrolled = x$enrolled, days_absent = x$absent, absence_share = share, absence_share_last_year = share_before, absence_share_all_years = of(every, "absent") / of(every, "enrolled"),
  absence_share_change = share - share_before, days_absent_30 = zero(of(absent_30, "absent_30")), days_absent_60 = zero(of(absent_60, "absent_60")), days_excused = x$excused,
  days_unexcused = x$absent - x$excused, unexcused_share = (x$absent - x$excused) / x$enrolled, days_tardy = x$tardy, tardy_share = x$tardy / x$enrolled, is_chronically_absent = x$chronic,
  years_chronically_absent = of(every, "chronic"), gpa = gpa, gpa_last_year = gpa_before, gpa_all_years = of(ever, "points") / of(ever, "n"), gpa_change = gpa - gpa_before, gpa_spread = of(this, "spread"),
  gpa_newest_term = gpa_newest, gpa_term_change = gpa_newest - of(oldest, "points1") / of(oldest, "n1"), failures = of(g, "failures"), failures_last_year = of(h, "failures"),
  failures_newest_term = of(newest, "failures4"), core_failures = of(this, "core_failures"), lowest_percent = of(this, "lowest"), percent_spread = of(this, "percent_spread"),
  incidents = zero(of(acts, "N")), incidents_all_years = zero(of(all_acts, "N")), days_suspended = 0, grade = x$grade_level, schools_before = of(every, "schools") - 1, years_enrolled = of(every, "years"),
  school = x$school_number)
f[, absence_rank_school_grade := (frank(absence_share, ties.method = "min") - 1) / (.N - 1), by = .(school, grade)]
f[, absence_rank_grade := (frank(absence_share, ties.method = "min") - 1) / (.N - 1), by = grade]
f[, gpa_rank_school_grade := (frank(gpa, ties.method = "min") - 1) / (.N - 1), by = .(school, grade)]
f[, gpa_rank_grade := (frank(gpa, ties.method = "min") - 1) / (.N - 1), by = grade]
matrix <- as.matrix(f[, !"school"])
done <- spent()

columns <- paste(sprintf('"%s": [%.9g, %d]', colnames(matrix), colSums(matrix, na.rm = TRUE), as.integer(colSums(is.na(matrix)))), collapse = ", ")
peak <- as.numeric(sub("[^0-9]*([0-9]+).*", "\\1", grep("^VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024
whole <- function(x) format(round(x), scientific = FALSE, trim = TRUE)
cat(sprintf('{"import": [%.3f, %.3f], "indicators": [%.3f, %.3f], "matrix": [%.3f, %.3f], "peak": %.1f, "columns": {%s}, "values": {"absent days": %s, "enrolled days": %s, "chronic students": %s, "failing marks": %s, "incidents": %s, "percent sum x 10": %s}}\n',
  imported[1] - begun[1], imported[2] - begun[2], told[1] - imported[1], told[2] - imported[2], done[1] - told[1], done[2] - told[2], peak, columns,
  whole(sum(both$absent)), whole(sum(both$enrolled)), whole(sum(both$enrolled >= 10 & both$absent * 10 >= both$enrolled)), whole(sum(failed$N)), whole(sum(acts$N)), whole(sum(year$percent) * 10)))
