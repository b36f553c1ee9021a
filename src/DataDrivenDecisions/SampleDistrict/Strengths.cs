namespace DataDrivenDecisions.SampleDistrict;

/// <summary>
/// How strongly what nobody sees (ability, engagement, health, home) drives what the school's systems record.
/// Fixed before any model was tuned; no feature of the product knows these figures. Engagement and the other effects have mean 0 and spread 1.
/// </summary>
internal static class Strengths
{
    // How engagement is made: a part that stays, a part that drifts from month to month, and the home.
    public const double EngagementThatStays = 0.56, EngagementThatDrifts = 0.76, EngagementFromHome = 0.34, EngagementFromAbility = 0.24;
    public const double MonthToMonth = 0.91;

    // Skipped days: log-odds of an unexcused absence on one day.
    public const double Skipping = -5.05, SkippingByEngagement = -1.50, SkippingByHome = -0.35, SkippingWithoutSignal = -3.50;

    // Illness: chance that a spell begins on one day, and its spread over students.
    public const double IllnessStart = 0.0074, IllnessByHealth = 0.50;

    // Late arrival: log-odds on one day.
    public const double Tardiness = -3.85, TardinessByEngagement = -1.15, TardinessByHome = -0.40, TardinessWithoutSignal = -3.5;

    // A disruption at home (a move, a parent's illness) that nobody saw coming.
    public const double DisruptionsPerYear = 0.05, AbsenceInDisruption = 0.20;

    // Marks, in percentage points.
    public const double MarkMean = 80.2, ElementaryMarkMean = 85.5, ElementarySpread = 0.62;
    public const double MarkByAbility = 6.0, MarkByEngagement = 3.5, MarkByHome = 1.2, MarkByAptitude = 2.2, MarkByAbsencePercent = -0.10;
    public const double MarkByTeacher = 1.8, MarkByCourse = 1.6, MarkNoise = 6.7, MarkNoiseWithoutSignal = 8.9;

    // Incidents: expected number in a year at the middle school, and its spread over students.
    public const double IncidentsPerYear = 0.20, IncidentsByEngagement = -0.20, IncidentsByConduct = 0.85, IncidentsWithoutSignal = 0.22;

    // Scores, in units of the spread between students of one grade.
    public const double ScoreByAbility = 0.80, ScoreByAptitude = 0.36, ScoreByEngagement = 0.12, ScoreNoise = 0.30;

    /// <summary>Grades in which skipping is more (or less) common, in log-odds: kindergarten and high school are higher.</summary>
    public static double SkippingInGrade(int grade) => grade switch
    {
        0 => 0.20, < 6 => -0.05, < 9 => 0.15, 9 => 0.70, 10 => 0.72, 11 => 0.80, _ => 1.0,
    };

    public static double TardinessInGrade(int grade) => grade switch { < 6 => 0.0, < 9 => 0.15, _ => 0.50 };

    public static double IncidentsInGrade(int grade) => grade switch { < 3 => 0.25, < 6 => 0.5, < 9 => 1.5, 9 => 1.4, _ => 0.8 };

    /// <summary>The winter dip: illness is about twice as common from December to February as in September.</summary>
    public static double IllnessInMonth(int month) => month switch { 12 or 2 => 1.55, 1 => 1.75, 11 or 3 => 1.1, 8 or 9 => 0.7, 5 or 6 => 0.75, _ => 0.9 };

    /// <summary>Skipping rises in winter and in the last weeks, in log-odds.</summary>
    public static double SkippingInMonth(int month) => month switch { 12 or 1 or 2 => 0.22, 5 => 0.18, 6 => 0.35, 8 or 9 => -0.25, _ => 0.0 };
}
