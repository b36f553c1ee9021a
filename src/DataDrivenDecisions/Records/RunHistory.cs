namespace DataDrivenDecisions.Records;

/// <summary>What the schedules did, run by run, with rows and seconds.</summary>
public sealed class RunHistory
{
    const string Columns = """
        id AS Id, district AS District, schedule AS Schedule, started_by AS StartedBy, started_at AS StartedAt, finished_at AS FinishedAt,
        state AS State, row_count AS "RowCount", seconds AS Seconds, message AS Message
        """;

    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;

    internal RunHistory(RecordsDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>Writes down that a run has begun, and gives its number.</summary>
    /// <param name="district">Whose run it is.</param>
    /// <param name="schedule">What runs.</param>
    /// <param name="startedBy">Who started it.</param>
    /// <param name="clock">The clock on the district's wall where it is another than the machine's, as a sample district's is.</param>
    public long Start(string district, string schedule, string startedBy, TimeProvider? clock = null) => _database.Added(
        "INSERT INTO run (district, schedule, started_by, started_at, state) VALUES (@district, @schedule, @startedBy, @at, @state)",
        new { district, schedule, startedBy, at = Instant.Text((clock ?? _clock).GetUtcNow()), state = RunState.Running.ToString() });

    /// <summary>Writes down how a run ended.</summary>
    public void Finish(long id, RunState state, long rows, double seconds, string message, TimeProvider? clock = null) => _database.Tell(
        "UPDATE run SET finished_at = @at, state = @state, row_count = @rows, seconds = @seconds, message = @message WHERE id = @id",
        new { id, at = Instant.Text((clock ?? _clock).GetUtcNow()), state = state.ToString(), rows, seconds, message });

    /// <summary>Runs that a stopped service left open are marked as interrupted; called once when a service starts.</summary>
    public int MarkInterrupted() => _database.Tell(
        "UPDATE run SET state = @interrupted, finished_at = @at, message = 'The service stopped while this ran.' WHERE state = @running",
        new { interrupted = RunState.Interrupted.ToString(), running = RunState.Running.ToString(), at = Instant.Text(_clock.GetUtcNow()) });

    /// <summary>The newest runs first, of one district or all.</summary>
    public IReadOnlyList<Run> List(string? district = null, int most = 50) => most < 1 ? [] :
    [
        .. _database.Ask<Row>($"SELECT {Columns} FROM run WHERE @district IS NULL OR district = @district ORDER BY id DESC {_database.Engine.First("@most")}", new { district, most })
            .Select(Of),
    ];

    /// <summary>One run, or null.</summary>
    public Run? Find(long id) => _database.Ask<Row>($"SELECT {Columns} FROM run WHERE id = @id", new { id }).Select(Of).FirstOrDefault();

    static Run Of(Row row) => new()
    {
        Id = row.Id, District = row.District, Schedule = row.Schedule, StartedBy = row.StartedBy, StartedAt = Instant.Read(row.StartedAt),
        FinishedAt = Instant.ReadOrNull(row.FinishedAt), State = Enum.Parse<RunState>(row.State), Rows = row.RowCount, Seconds = row.Seconds, Message = row.Message,
    };

    sealed record Row
    {
        public long Id { get; init; }
        public string District { get; init; } = "";
        public string Schedule { get; init; } = "";
        public string StartedBy { get; init; } = "";
        public string StartedAt { get; init; } = "";
        public string? FinishedAt { get; init; }
        public string State { get; init; } = "";
        public long RowCount { get; init; }
        public double Seconds { get; init; }
        public string Message { get; init; } = "";
    }
}
