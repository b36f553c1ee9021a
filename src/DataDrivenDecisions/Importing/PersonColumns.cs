namespace DataDrivenDecisions.Importing;

/// <summary>In which columns of a file stands who a student is, beside her id. Written as <see cref="Format.Headers"/> are: the first of "A|B" that is filled.</summary>
public sealed record PersonColumns
{
    public string? FamilyName { get; init; }
    public string? GivenName { get; init; }
    public string? BirthDate { get; init; }

    /// <summary>The school's name, id or number.</summary>
    public string? School { get; init; }
}
