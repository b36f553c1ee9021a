namespace DataDrivenDecisions.Units;

/// <summary>Knows a subject by the words of its name, as sources write it: "Reading: Foundational Skills", "ELA 9", "Pre-Algebra".</summary>
public static class SubjectWords
{
    const int Abbreviation = 3; // letters at most

    /// <summary>True where some word of the text begins as one of the subject's words does; an abbreviation, "ELA", is a word by itself and does not stand in "relations".</summary>
    public static bool AreIn(string? text, IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        foreach (var word in words)
            if (text is not null && Begins(text, word))
                return true;
        return false;
    }

    // Asked of every mark of a night, so nothing is taken apart or copied.
    static bool Begins(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetter(text[at - 1])) && (word.Length > Abbreviation || end == text.Length || !char.IsLetter(text[end])))
                return true;
        }

        return false;
    }
}
