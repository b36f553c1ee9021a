# The same files and figures by pandas: usage: python3 pandas_peer.py FOLDER YEAR
import json, os, resource, sys, time
import pandas as pd

folder, year = sys.argv[1], sys.argv[2]

def spent():
    return time.perf_counter(), time.process_time()

def read(name, columns, dates):
    return pd.read_csv(os.path.join(folder, name), usecols=list(columns), dtype=columns, parse_dates=dates)

begun = spent()
calendar = read("calendar.csv", {"school_number": "category", "calendar_date": str, "school_year": "category"}, ["calendar_date"])
spells = read("school_enrollment.csv", {"student_number": "int64", "school_number": "category", "school_year": "category", "entry_date": str, "exit_date": str}, ["entry_date", "exit_date"])
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
done = spent()

print(json.dumps({
    "import": [imported[0] - begun[0], imported[1] - begun[1]], "features": [done[0] - imported[0], done[1] - imported[1]],
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "values": {
        "absent days": int(round(float(absent.sum()))), "enrolled days": int(enrolled.sum()), "chronic students": int(((enrolled >= 10) & (absent * 10 >= enrolled)).sum()),
        "failing marks": int(failed.sum()), "incidents": int(acts.sum()), "percent sum x 10": int(round(float(marks[marks.school_year == year].percent.sum() * 10))),
    },
}))
