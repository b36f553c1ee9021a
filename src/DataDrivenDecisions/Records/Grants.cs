using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Records;

/// <summary>What each person was granted: scopes (<c>district</c>, <c>school:ID</c>, <c>section:ID</c>, <c>student:ID</c>) and rights to sensitive programs (<c>sensitive:meals</c>).</summary>
public sealed class Grants
{
    const string SensitivePrefix = "sensitive:";
    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;

    internal Grants(RecordsDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>The sensitivities that a right can be named for.</summary>
    public static IReadOnlyList<string> Sensitivities { get; } = ProgramSensitivity.Kinds;

    /// <summary>Everything the person was granted, as it was granted.</summary>
    public IReadOnlyList<string> Of(Person person) =>
        _database.Ask<string>("SELECT scope FROM person_grant WHERE person_id = @Id ORDER BY scope", new { person.Id });

    /// <summary>The scopes among a person's grants.</summary>
    public IReadOnlyList<string> Scopes(Person person) => [.. Of(person).Where(g => !g.StartsWith(SensitivePrefix, StringComparison.Ordinal))];

    /// <summary>The sensitivities among a person's grants, without their prefix.</summary>
    public IReadOnlyList<string> Sensitive(Person person) =>
        [.. Of(person).Where(g => g.StartsWith(SensitivePrefix, StringComparison.Ordinal)).Select(g => g[SensitivePrefix.Length..])];

    /// <summary>Grants a scope or a right; granting it again changes nothing. False when it was there.</summary>
    /// <exception cref="ArgumentException">The text is neither a scope nor a right.</exception>
    public bool Add(Person person, string grant, string by)
    {
        if (!IsGrant(grant))
            throw new ArgumentException("A grant is district, school:ID, section:ID, student:ID or sensitive:KIND.", nameof(grant));
        return _database.Tell(
            """
            INSERT INTO person_grant (person_id, scope, granted_by, granted_at)
            SELECT @Id, @grant, @by, @at WHERE NOT EXISTS (SELECT 1 FROM person_grant WHERE person_id = @Id AND scope = @grant)
            """,
            new { person.Id, grant, by, at = Instant.Text(_clock.GetUtcNow()) }) == 1;
    }

    /// <summary>Takes a grant back; false when it was not there.</summary>
    public bool Remove(Person person, string grant) =>
        _database.Tell("DELETE FROM person_grant WHERE person_id = @Id AND scope = @grant", new { person.Id, grant }) == 1;

    /// <summary>True for a text that may be granted.</summary>
    public static bool IsGrant(string text)
    {
        if (string.Equals(text, "district", StringComparison.Ordinal))
            return true;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && colon < text.Length - 1 && text[..colon] switch
        {
            "school" or "section" or "student" => true,
            "sensitive" => Sensitivities.Contains(text[(colon + 1)..], StringComparer.Ordinal),
            _ => false,
        };
    }
}
