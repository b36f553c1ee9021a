namespace DataDrivenDecisions.Records;

/// <summary>What a person decided about an id that the roster does not know.</summary>
public sealed record StudentMatch
{
    /// <summary>Whose id it is and in which column it stands: "Curriculum Associates: Student ID".</summary>
    public required string IdKind { get; init; }

    /// <summary>The id as files write it.</summary>
    public required string SourceId { get; init; }

    /// <summary>The roster's id of the student, or null when it is none of them.</summary>
    public required string? StudentId { get; init; }
    public required string By { get; init; }

    /// <summary>When it was decided; the book fills it in.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>Which students the ids of result files mean, where a person had to say it. A decision is replaced and never erased.</summary>
public sealed class StudentMatches
{
    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;

    internal StudentMatches(RecordsDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>Keeps a decision in place of an earlier one about the same id.</summary>
    public void Decide(string district, StudentMatch match) => _database.AsOne(work =>
    {
        ArgumentNullException.ThrowIfNull(match);
        var at = Instant.Text(_clock.GetUtcNow());
        work.Execute(
            """
            UPDATE student_match SET taken_back_by = @By, taken_back_at = @at
            WHERE  district = @district AND id_kind = @IdKind AND source_id = @SourceId AND taken_back_at IS NULL
            """,
            new { district, match.IdKind, match.SourceId, match.By, at });
        return work.Execute(
            "INSERT INTO student_match (district, id_kind, source_id, student_id, decided_by, decided_at) VALUES (@district, @IdKind, @SourceId, @StudentId, @By, @at)",
            new { district, match.IdKind, match.SourceId, match.StudentId, match.By, at });
    });

    /// <summary>Takes a decision back, so that the id is nobody's word any more.</summary>
    /// <returns>False when there is none that stands.</returns>
    public bool TakeBack(string district, string idKind, string sourceId, string by) => _database.Tell(
        """
        UPDATE student_match SET taken_back_by = @by, taken_back_at = @at
        WHERE  district = @district AND id_kind = @idKind AND source_id = @sourceId AND taken_back_at IS NULL
        """,
        new { district, idKind, sourceId, by, at = Instant.Text(_clock.GetUtcNow()) }) > 0;

    /// <summary>The decisions that stand in a district.</summary>
    public IReadOnlyList<StudentMatch> List(string district) =>
    [
        .. _database.Ask<MatchRow>(
                """
                SELECT id_kind AS IdKind, source_id AS SourceId, student_id AS StudentId, decided_by AS "By", decided_at AS At
                FROM   student_match WHERE district = @district AND taken_back_at IS NULL ORDER BY id
                """,
                new { district })
            .Select(r => new StudentMatch { IdKind = r.IdKind, SourceId = r.SourceId, StudentId = r.StudentId, By = r.By, At = Instant.Read(r.At) }),
    ];

    sealed record MatchRow
    {
        public string IdKind { get; init; } = "";
        public string SourceId { get; init; } = "";
        public string? StudentId { get; init; }
        public string By { get; init; } = "";
        public string At { get; init; } = "";
    }
}
