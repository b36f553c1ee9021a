# The same files and figures by pandas: usage: python3 pandas_peer.py FOLDER YEAR
import json, os, resource, sys, time
import numpy as np, pandas as pd

folder, year = sys.argv[1], sys.argv[2]
ends = int(year[:4]) + 1

def spent():
    return time.perf_counter(), time.process_time()

def read(name, columns, dates):
    return pd.read_csv(os.path.join(folder, name), usecols=list(columns), dtype=columns, parse_dates=dates)

begun = spent()
calendar = read("calendar.csv", {"school_number": "category", "calendar_date": str, "school_year": "category"}, ["calendar_date"])
spells = read("school_enrollment.csv", {"student_number": "int64", "school_number": "category", "school_year": "category", "grade_level": "int8", "entry_date": str, "exit_date": str}, ["entry_date", "exit_date"])
classes = read("classes.csv", {"sourcedId": str, "title": str}, [])
attendance = read("attendance.csv", {"student_number": "int64", "school_number": "category", "attendance_date": str, "attendance_code": "category", "portion_absent": "float64"}, ["attendance_date"])
marks = read("section_marks.csv", {"student_number": "int64", "section_id": "category", "school_year": "category", "term": "category", "mark": "category", "percent": "float64"}, [])
incidents = read("incidents.csv", {"student_number": "int64", "incident_date": str, "behavior": "category"}, ["incident_date"])
imported = spent()

days = calendar.groupby(["school_number", "school_year"], observed=True).calendar_date.agg(["count", "min", "max"]).reset_index()
spans = spells.merge(days, on=["school_number", "school_year"])
now = spans[spans.school_year == year]
first, last = now["min"].min(), now["max"].max()
absences = attendance[(attendance.attendance_date >= first) & (attendance.attendance_date <= last)]
by_student = absences.groupby("student_number").portion_absent.sum()
enrolled = now.groupby("student_number")["count"].sum()
absent = by_student.reindex(enrolled.index).fillna(0)
failed = marks[(marks.school_year == year) & (marks.mark == "F")].groupby("student_number").size()
mean = marks[marks.school_year == year].groupby("student_number").percent.mean()
acts = incidents[(incidents.incident_date >= first) & (incidents.incident_date <= last)].groupby("student_number").size()
told = spent()

# The matrix: a student has one school a year, and marks come in four quarters.
when = attendance.attendance_date
codes = pd.DataFrame({
    "student_number": attendance.student_number, "ends": (when.dt.year + (when.dt.month >= 7)).astype("int16"),
    "absent": (attendance.attendance_code != "T").astype("int8"), "excused": (attendance.attendance_code == "E").astype("int8"), "tardy": (attendance.attendance_code == "T").astype("int8")})
away = codes.groupby(["student_number", "ends"], as_index=False, sort=False)[["absent", "excused", "tardy"]].sum()
spans["ends"] = (spans.school_year.astype(str).str[:4].astype("int16") + 1).astype("int16")
years = spans.merge(away, on=["student_number", "ends"], how="left").fillna({"absent": 0, "excused": 0, "tardy": 0}).rename(columns={"count": "enrolled"})
years["chronic"] = years.absent * 10 >= years.enrolled
recent = attendance[(codes.absent == 1) & (when > last - pd.Timedelta(days=60))]
absent_60 = recent.groupby("student_number").size()
absent_30 = recent[recent.attendance_date > last - pd.Timedelta(days=30)].groupby("student_number").size()

core = set(classes.sourcedId[classes.title.str.match("English|Mathematics|Science|Social")])
by_category = lambda column, f: np.array([f(c) for c in column.cat.categories])[column.cat.codes]
m = pd.DataFrame({"student_number": marks.student_number, "ends": by_category(marks.school_year, lambda y: int(y[:4]) + 1).astype("int16"),
    "points": by_category(marks.mark, lambda l: {"A": 4, "B": 3, "C": 2, "D": 1}.get(l, 0)).astype("int8"), "percent": marks.percent})
m["failure"] = (marks.mark == "F").astype("int8")
m["core_failure"] = m.failure * by_category(marks.section_id, lambda s: s in core).astype("int8")
year_marks = m.groupby(["student_number", "ends"], sort=False).agg(n=("points", "size"), points=("points", "sum"), failures=("failure", "sum")).reset_index()
mine = m[m.ends == ends]
this = mine.groupby("student_number").agg(spread=("points", "std"), core_failures=("core_failure", "sum"), lowest=("percent", "min"), percent_spread=("percent", "std"))
quarters = mine.assign(term=marks.term[m.ends == ends])
newest = quarters[quarters.term == "Q4"].groupby("student_number").agg(n=("points", "size"), points=("points", "sum"), failures=("failure", "sum"))
oldest = quarters[quarters.term == "Q1"].groupby("student_number").agg(n=("points", "size"), points=("points", "sum"))

a = years[years.ends == ends].set_index("student_number").sort_index()
b = years[years.ends == ends - 1].set_index("student_number")
every = years.groupby("student_number").agg(absent=("absent", "sum"), enrolled=("enrolled", "sum"), chronic=("chronic", "sum"), schools=("school_number", "nunique"), years=("ends", "size"))
g = year_marks[year_marks.ends == ends].set_index("student_number"); h = year_marks[year_marks.ends == ends - 1].set_index("student_number")
ever = year_marks.groupby("student_number")[["points", "n"]].sum()
x = pd.DataFrame(index=a.index)
x["days_enrolled"] = a.enrolled; x["days_absent"] = a.absent; x["absence_share"] = a.absent / a.enrolled
x["absence_share_last_year"] = b.absent / b.enrolled; x["absence_share_all_years"] = every.absent / every.enrolled
x["absence_share_change"] = x.absence_share - x.absence_share_last_year
x["days_absent_30"] = absent_30; x["days_absent_60"] = absent_60
x["days_excused"] = a.excused; x["days_unexcused"] = a.absent - a.excused; x["unexcused_share"] = x.days_unexcused / a.enrolled
x["days_tardy"] = a.tardy; x["tardy_share"] = a.tardy / a.enrolled
x["is_chronically_absent"] = a.chronic.astype("int8"); x["years_chronically_absent"] = every.chronic
x["gpa"] = g.points / g.n; x["gpa_last_year"] = h.points / h.n; x["gpa_all_years"] = ever.points / ever.n; x["gpa_change"] = x.gpa - x.gpa_last_year
x["gpa_spread"] = this.spread; x["gpa_newest_term"] = newest.points / newest.n; x["gpa_term_change"] = x.gpa_newest_term - oldest.points / oldest.n
x["failures"] = g.failures; x["failures_last_year"] = h.failures; x["failures_newest_term"] = newest.failures; x["core_failures"] = this.core_failures
x["lowest_percent"] = this.lowest; x["percent_spread"] = this.percent_spread
x["incidents"] = acts; x["incidents_all_years"] = incidents.groupby("student_number").size(); x["days_suspended"] = 0
x["grade"] = a.grade_level; x["schools_before"] = every.schools - 1; x["years_enrolled"] = every.years
for c in ["days_absent_30", "days_absent_60", "incidents", "incidents_all_years"]:
    x[c] = x[c].fillna(0)
for name, of, groups in [("absence_rank_school_grade", "absence_share", [a.school_number, a.grade_level]), ("absence_rank_grade", "absence_share", [a.grade_level]),
                         ("gpa_rank_school_grade", "gpa", [a.school_number, a.grade_level]), ("gpa_rank_grade", "gpa", [a.grade_level])]:
    grouped = x[of].groupby(groups, observed=True)
    x[name] = (grouped.rank(method="min") - 1) / (grouped.transform("size") - 1)
matrix = x.to_numpy("float32")
done = spent()

wide = matrix.astype("float64")
print(json.dumps({
    "import": [imported[0] - begun[0], imported[1] - begun[1]], "indicators": [told[0] - imported[0], told[1] - imported[1]], "matrix": [done[0] - told[0], done[1] - told[1]],
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "columns": {name: [float(np.nansum(wide[:, i])), float(np.isnan(wide[:, i]).sum())] for i, name in enumerate(x.columns)},
    "values": {
        "absent days": int(round(float(absent.sum()))), "enrolled days": int(enrolled.sum()), "chronic students": int(((enrolled >= 10) & (absent * 10 >= enrolled)).sum()),
        "failing marks": int(failed.sum()), "incidents": int(acts.sum()), "percent sum x 10": int(round(float(marks[marks.school_year == year].percent.sum() * 10))),
    },
}))
