namespace DataDrivenDecisions.SampleDistrict;

/// <summary>One student's days of one stretch of enrollment, lived in order: an illness or a disruption lasts over several of them.</summary>
internal sealed class AttendanceDays
{
    readonly bool _signal;
    readonly Spell _spell;
    readonly Rng _rng;
    readonly Latent _latent;
    readonly HashSet<DateOnly> _incidentDays = [];
    readonly Dictionary<DateOnly, string> _suspensions = [];
    readonly int _disruptedFrom = int.MaxValue, _disruptedTo;
    readonly DateOnly _fieldTrip;
    int _dayNumber, _daysIllLeft;
    (string Code, string Reason) _illness;

    public AttendanceDays(SampleOptions options, Spell spell, IReadOnlyList<Incident> incidents, YearCalendar calendar)
    {
        _signal = options.Signal;
        _spell = spell;
        _latent = spell.Student.Latent;
        _rng = Rng.For(options.Seed, Stream.Attendance, spell.Student.Index, spell.Year.Ends * 10 + spell.Student.Spells.IndexOf(spell) % 10);
        foreach (var incident in incidents)
            Note(incident, calendar);
        var disruption = Rng.For(options.Seed, Stream.Disruption, spell.Student.Index, spell.Year.Ends);
        if (_signal && disruption.Chance(Strengths.DisruptionsPerYear))
        {
            _disruptedFrom = disruption.Between(10, 165);
            _disruptedTo = _disruptedFrom + disruption.Between(12, 45);
        }
        var trip = Rng.For(options.Seed, Stream.Submission, spell.Year.Ends * 100 + spell.Grade, spell.School.Number[1] * 100 + spell.School.Number[2]);
        _fieldTrip = spell.School.IsElementary ? calendar.SchoolDays[trip.Between(20, 165)] : default;
    }

    void Note(Incident incident, YearCalendar calendar)
    {
        _incidentDays.Add(incident.Day);
        var code = incident.Action switch { Incident.OutOfSchool => AttendanceEvent.Suspended, Incident.InSchool => AttendanceEvent.InSchool, _ => null };
        var day = incident.ActionStart;
        for (var i = 0; code is not null && i < incident.ActionDays; i++, day = calendar.NextSchoolDay(day))
            _suspensions[day] = code;
    }

    /// <summary>What the attendance office enters for the next school day; null when the student is there all day and on time.</summary>
    public AttendanceEvent? Next(DateOnly day)
    {
        _dayNumber++;
        // Every day takes the same draws, whatever comes of them, so that one change does not shift all later days.
        double illness = _rng.Next(), skipping = _rng.Next(), late = _rng.Next(), part = _rng.Next(), detail = _rng.Next();
        if (_suspensions.TryGetValue(day, out var code))
            return new AttendanceEvent(_spell, day, code, code == AttendanceEvent.Suspended ? "1" : "0", "");
        if (_incidentDays.Contains(day))
            return null;
        if (_daysIllLeft > 0)
        {
            _daysIllLeft--;
            return new AttendanceEvent(_spell, day, _illness.Code, "1", _illness.Reason);
        }
        if (illness < IllnessStarts(day))
            return FallIll(day, detail);
        if (skipping < Skips(day))
            return new AttendanceEvent(_spell, day, AttendanceEvent.Unexcused, detail < 0.10 ? "0.5" : "1", "");
        if (day == _fieldTrip)
            return new AttendanceEvent(_spell, day, AttendanceEvent.FieldTrip, "0", "Field trip");
        if (part < 0.006)
            return new AttendanceEvent(_spell, day, AttendanceEvent.Excused, detail < 0.4 ? "0.25" : detail < 0.8 ? "0.5" : "0.75", "Appointment");
        return late < ComesLate(day) ? new AttendanceEvent(_spell, day, AttendanceEvent.Tardy, "0", "") : null;
    }

    AttendanceEvent FallIll(DateOnly day, double detail)
    {
        // Mostly a day or two; now and then two weeks, which say little about the months to come.
        _daysIllLeft = detail < 0.46 ? 0 : detail < 0.72 ? 1 : detail < 0.86 ? 2 : detail < 0.94 ? 3 : detail < 0.97 ? 5 : 9;
        var kind = detail * 100 % 1;
        _illness = kind < 0.62 ? (AttendanceEvent.Medical, "Illness") : kind < 0.88 ? (AttendanceEvent.Excused, "Illness") : (AttendanceEvent.Excused, "Family");
        return new AttendanceEvent(_spell, day, _illness.Code, "1", _illness.Reason);
    }

    double IllnessStarts(DateOnly day) => _signal
        ? Strengths.IllnessStart * Strengths.IllnessInMonth(day.Month) * Curve.Exp(Strengths.IllnessByHealth * _latent.Health) * (_spell.Grade < 3 ? 1.25 : 1.0)
        : Strengths.IllnessStart;

    double Skips(DateOnly day)
    {
        if (!_signal)
            return Curve.Logistic(Strengths.SkippingWithoutSignal);
        var strength = Strengths.Skipping + Strengths.SkippingInGrade(_spell.Grade) + Strengths.SkippingInMonth(day.Month)
            + Strengths.SkippingByEngagement * _spell.EngagementOn(day, true) + Strengths.SkippingByHome * _latent.Home
            + (day.DayOfWeek is DayOfWeek.Monday or DayOfWeek.Friday ? 0.2 : 0);
        var isDisrupted = _dayNumber >= _disruptedFrom && _dayNumber <= _disruptedTo;
        return Curve.Logistic(strength) + (isDisrupted ? Strengths.AbsenceInDisruption : 0);
    }

    double ComesLate(DateOnly day) => Curve.Logistic(_signal
        ? Strengths.Tardiness + Strengths.TardinessInGrade(_spell.Grade) + Strengths.TardinessByEngagement * _spell.EngagementOn(day, true) + Strengths.TardinessByHome * _latent.Home
        : Strengths.TardinessWithoutSignal);
}
