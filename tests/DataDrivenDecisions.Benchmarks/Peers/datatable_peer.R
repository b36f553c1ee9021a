# The same files and figures by data.table: usage: Rscript datatable_peer.R FOLDER YEAR
suppressMessages(library(data.table))
said <- commandArgs(TRUE)
setDTthreads(2)
file <- function(name) file.path(said[1], name)
spent <- function() { p <- proc.time(); c(p[[3]], p[[1]] + p[[2]]) }
begun <- spent()
calendar <- fread(file("calendar.csv"), integer64 = "numeric")
spells <- fread(file("school_enrollment.csv"), integer64 = "numeric")
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
done <- spent()
peak <- as.numeric(sub("[^0-9]*([0-9]+).*", "\\1", grep("^VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024
whole <- function(x) format(round(x), scientific = FALSE, trim = TRUE)
cat(sprintf('{"import": [%.3f, %.3f], "features": [%.3f, %.3f], "peak": %.1f, "values": {"absent days": %s, "enrolled days": %s, "chronic students": %s, "failing marks": %s, "incidents": %s, "percent sum x 10": %s}}\n',
  imported[1] - begun[1], imported[2] - begun[2], done[1] - imported[1], done[2] - imported[2], peak,
  whole(sum(both$absent)), whole(sum(both$enrolled)), whole(sum(both$enrolled >= 10 & both$absent * 10 >= both$enrolled)), whole(sum(failed$N)), whole(sum(acts$N)), whole(sum(year$percent) * 10)))
