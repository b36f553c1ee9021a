namespace DataDrivenDecisions.Importing;

/// <summary>Where the fields stand in one edition of a fixed-width file, as the vendor's record layout gives it.</summary>
public sealed record FixedLayout
{
    /// <summary>The edition, as people name it: "2023-24".</summary>
    public required string Edition { get; init; }

    /// <summary>The length of every line in characters. Lines whose blanks at the end were cut off are read too.</summary>
    public required int LineLength { get; init; }

    /// <summary>The fields that are read; a layout may leave others out.</summary>
    public required IReadOnlyList<FixedField> Fields { get; init; }

    /// <summary>Where the last field begins by which the layout is told; a shorter line cannot be of it.</summary>
    internal int LastNeeded => Fields.Where(f => f.Looks is not null).Select(f => f.Start).DefaultIfEmpty(1).Max();
}

/// <summary>One field of a fixed-width line.</summary>
/// <param name="Name">The column's name, as the format's headers give it.</param>
/// <param name="Start">The position of its first character, from 1 as record layouts count.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Looks">
/// A regular expression that nearly every line's value matches whole, blanks around it taken off; it tells this layout from others of the same length.
/// Null for fields that tell nothing.
/// </param>
public sealed record FixedField(string Name, int Start, int Length, string? Looks = null);
