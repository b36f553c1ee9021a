namespace DataDrivenDecisions.SampleDistrict;

/// <summary>One posted mark: a quarter's, or at the high school also a semester's with credit.</summary>
internal sealed record Mark(Seat Seat, string Term, string Type, string Letter, int? Percent, DateOnly Posted)
{
    public const string Quarter = "quarter", Semester = "semester";

    public bool GivesCredit => Type == Semester;
    public bool EarnsCredit => GivesCredit && Letter is not ("F" or "I");
}

/// <summary>Marks: a student's ability, engagement and absence, the course, the teacher, and luck.</summary>
internal sealed class Marks
{
    const int FewestDaysForMark = 15;

    readonly SampleOptions _options;
    readonly Attendance _attendance;
    readonly Dictionary<string, double> _leniency = [];

    Marks(SampleOptions options, Attendance attendance) => (_options, _attendance) = (options, attendance);

    /// <summary>Everything posted up to the evening before the sample's day.</summary>
    public List<Mark> Posted { get; } = [];

    /// <summary>What the sample's day posts: incompletes of the last quarter that are now made up.</summary>
    public List<Mark> PostedToday { get; } = [];

    public static Marks Build(SampleOptions options, Timetable timetable, Attendance attendance)
    {
        var marks = new Marks(options, attendance);
        for (var i = 0; i < timetable.Seats.Count; i++)
            marks.Give(timetable.Seats[i], i);
        return marks;
    }

    void Give(Seat seat, int place)
    {
        var calendar = SchoolCalendar.For(seat.Spell.Year);
        var course = Rng.For(_options.Seed, Stream.Course, seat.Spell.Student.Index, StreamPlace(seat)).Normal();
        var rng = Rng.For(_options.Seed, Stream.Mark, place);
        var posting = Rng.For(_options.Seed, Stream.Posting, place);
        int? before = null;
        for (var quarter = 1; quarter <= 4; quarter++)
        {
            var noise = rng.Normal();
            var posted = PostedOn(calendar.QuarterEnd(quarter), posting);
            var incomplete = posting.Chance(0.004);
            if (!seat.Spell.Covers(calendar.QuarterEnd(quarter)) || _attendance.DaysEnrolled(seat.Spell, quarter) < FewestDaysForMark)
            {
                before = null;
                continue;
            }
            var percent = Percent(seat, quarter, calendar, course, noise);
            Post(seat, Text.Of($"Q{quarter}"), Mark.Quarter, percent, posted, incomplete);
            if (quarter % 2 == 0 && seat.Section.Course.IsHigh)
                Post(seat, Text.Of($"S{quarter / 2}"), Mark.Semester, before is { } first ? (first + percent + 1) / 2 : percent, posted, incomplete: false);
            before = percent;
        }
    }

    static int StreamPlace(Seat seat) => seat.Spell.Year.Ends * 100 + Array.IndexOf(Courses.All, seat.Section.Course);

    int Percent(Seat seat, int quarter, YearCalendar calendar, double course, double noise)
    {
        if (!_options.Signal)
            return Rounded(Strengths.MarkMean + Strengths.MarkNoiseWithoutSignal * noise);
        var latent = seat.Spell.Student.Latent;
        var middle = calendar.QuarterStart(quarter).AddDays(25);
        var aptitude = seat.Section.Course.Subject switch { "Mathematics" or "Science" => latent.MathAptitude, "English" or "Social Studies" => -latent.MathAptitude, _ => 0 };
        var student = Strengths.MarkByAbility * latent.Ability + Strengths.MarkByEngagement * seat.Spell.EngagementOn(middle, true)
            + Strengths.MarkByHome * latent.Home + Strengths.MarkByAptitude * aptitude
            + Strengths.MarkByAbsencePercent * Math.Min(30, _attendance.AbsentPercent(seat.Spell, quarter))
            + Strengths.MarkByCourse * course + Strengths.MarkNoise * noise;
        var grading = seat.Section.Course.Difficulty + Leniency(seat.Section.Teacher);
        return seat.Section.Course.IsElementary
            ? Rounded(Strengths.ElementaryMarkMean + Strengths.ElementarySpread * (student + grading))
            : Rounded(Strengths.MarkMean + student + grading);
    }

    static int Rounded(double percent) => (int)Math.Clamp(Math.Floor(percent + 0.5), 20, 100);

    double Leniency(string teacher)
    {
        if (!_leniency.TryGetValue(teacher, out var points))
            _leniency[teacher] = points = Staff.Leniency(_options, teacher);
        return points;
    }

    /// <summary>Marks are posted two to five days after the quarter, some teachers are late.</summary>
    static DateOnly PostedOn(DateOnly quarterEnd, Rng rng)
    {
        var lag = rng.Chance(0.02) ? rng.Between(8, 20) : rng.Between(3, 6);
        var day = quarterEnd.AddDays(lag);
        return day.DayOfWeek switch { DayOfWeek.Saturday => day.AddDays(-1), DayOfWeek.Sunday => day.AddDays(1), _ => day };
    }

    void Post(Seat seat, string term, string type, int percent, DateOnly posted, bool incomplete)
    {
        if (posted >= MapleValley.Day)
            return;
        if (seat.Section.Course.Subject == "Physical Education" && percent >= 97)
            Posted.Add(new Mark(seat, term, type, "P", null, posted));
        else
            Posted.Add(incomplete ? new Mark(seat, term, type, "I", null, posted) : new Mark(seat, term, type, Letter(percent), percent, posted));
        if (incomplete && term == "Q2" && seat.Spell.Year == SampleYears.Current)
            PostedToday.Add(new Mark(seat, term, type, Letter(percent), percent, MapleValley.Day));
    }

    /// <summary>The district's table: 90 and above A, 80 B, 70 C, 60 D, with plus and minus in the outer three points.</summary>
    static string Letter(int percent)
    {
        if (percent < 60)
            return "F";
        var letter = percent >= 90 ? 'A' : percent >= 80 ? 'B' : percent >= 70 ? 'C' : 'D';
        var within = percent == 100 ? 9 : percent % 10;
        return letter + (within <= 2 ? "-" : within >= 7 ? "+" : "");
    }
}
