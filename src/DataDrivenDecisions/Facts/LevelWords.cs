namespace DataDrivenDecisions.Facts;

/// <summary>What a vendor's or a state's level says: below what the grade asks for, or not. Words that nobody knows say nothing.</summary>
public static class LevelWords
{
    static readonly string[] Below =
    [
        "below", "not met", "did not meet", "nearly met", "partially met", "approaching", "basic", "beginning", "low", "loavg", "emerging", "novice", "developing", "intensive", "strategic",
        "level 1", "level 2", "unsatisfactory", "limited", "minimal",
    ];

    static readonly string[] Reached =
    [
        "mid or above", "early on", "on grade", "above grade", "avg", "hiavg", "high", "average", "proficient", "advanced", "met", "meets", "exceeds", "exceeded", "mastered", "masters", "core support", "benchmark", "level 3", "level 4",
        "level 5", "satisfactory", "distinguished", "accomplished",
    ];

    /// <summary>True below, false reached, null where the words are not known.</summary>
    public static bool? IsBelow(string? level)
    {
        if (string.IsNullOrWhiteSpace(level))
            return null;
        if (Below.Any(w => Says(level, w)))
            return true;
        return Reached.Any(w => Says(level, w)) ? false : null;
    }

    // "Level 1" is no part of "Level 10", and "met" none of "method".
    static bool Says(string level, string word)
    {
        for (var at = level.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = level.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
            if ((at == 0 || !char.IsLetterOrDigit(level[at - 1])) && (at + word.Length == level.Length || !char.IsLetterOrDigit(level[at + word.Length])))
                return true;
        return false;
    }
}
