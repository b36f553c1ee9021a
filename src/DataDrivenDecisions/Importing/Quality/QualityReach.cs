namespace DataDrivenDecisions.Importing.Quality;

/// <summary>What a rule must see before it can tell a fault: a large district's students are looked at some at a time, and every rule finds the same as by looking at all of them.</summary>
public enum QualityReach
{
    /// <summary>Each suspect is one student's matter, told by what is known of that student and of schools, sections and days.</summary>
    OneStudent,

    /// <summary>A suspect is counted over students: the counts of all of them are added up before it is judged.</summary>
    Counted,

    /// <summary>Schools and days alone, or students beside one another; the rule itself says in which steps.</summary>
    District,
}
