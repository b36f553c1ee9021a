using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace DataDrivenDecisions.Records;

/// <summary>One thing that somebody did.</summary>
public sealed record AuditEntry
{
    public required long Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>A user name, "schedule:…" or "operator:…".</summary>
    public required string Who { get; init; }

    /// <summary>What was done: "sign-in", "import", "export".</summary>
    public required string What { get; init; }

    /// <summary>What it was done to, by id or name of a thing; never a student's values.</summary>
    public required string About { get; init; }
}

/// <summary>Who did what, in a chain of hashes: a row that is changed, taken out or cut off at the end is noticed.</summary>
public sealed class AuditTrail
{
    const string Columns = "id AS Id, at AS At, who AS Who, what AS What, about AS About, previous_hash AS Previous, hash AS Hash";
    const int LookedThrough = 100_000;
    readonly RecordsDatabase _database;
    readonly TimeProvider _clock;

    internal AuditTrail(RecordsDatabase database, TimeProvider clock) => (_database, _clock) = (database, clock);

    /// <summary>Adds one entry to the chain.</summary>
    public void Write(string who, string what, string about) => _database.AsOne(work =>
    {
        var head = work.Ask<Head>("SELECT last_id AS Id, hash AS Hash FROM audit_head WHERE only_row = 1")[0];
        var row = new Row { Id = head.Id + 1, At = Instant.Text(_clock.GetUtcNow()), Who = who, What = what, About = about, Previous = head.Hash };
        row = row with { Hash = HashOf(row) };
        work.Execute(
            "INSERT INTO audit (id, at, who, what, about, previous_hash, hash) VALUES (@Id, @At, @Who, @What, @About, @Previous, @Hash)", row);
        return work.Execute("UPDATE audit_head SET last_id = @Id, hash = @Hash WHERE only_row = 1", new { row.Id, row.Hash });
    });

    /// <summary>The newest entries first.</summary>
    public IReadOnlyList<AuditEntry> List(int most = 200) =>
    [
        .. _database.Ask<Row>($"SELECT {Columns} FROM audit ORDER BY id DESC {_database.Engine.First("@most")}", new { most })
            .Select(r => new AuditEntry { Id = r.Id, At = Instant.Read(r.At), Who = r.Who, What = r.What, About = r.About }),
    ];

    /// <summary>When each person last did something to one thing, among the newest entries.</summary>
    /// <param name="what">What was done.</param>
    /// <param name="about">The thing, as it was written down; an entry may say more of it after a blank.</param>
    public IReadOnlyDictionary<string, DateTimeOffset> LastTimes(string what, string about) => _database
        .Ask<LastTime>("""
            SELECT who AS Who, MAX(at) AS At FROM audit
            WHERE  id > (SELECT last_id FROM audit_head WHERE only_row = 1) - @most AND what = @what AND (about = @about OR SUBSTRING(about, 1, @length) = @begins)
            GROUP  BY who
            """, new { what, about, begins = about + " ", length = about.Length + 1, most = LookedThrough })
        .ToDictionary(t => t.Who, t => Instant.Read(t.At), StringComparer.Ordinal);

    /// <summary>What is wrong with the chain, a sentence each; empty when it is whole.</summary>
    public IReadOnlyList<string> Verify()
    {
        var previous = new Head();
        foreach (var row in _database.Ask<Row>($"SELECT {Columns} FROM audit ORDER BY id"))
        {
            if (row.Id != previous.Id + 1)
                return [$"The audit has a gap before entry {row.Id}."];
            if (!string.Equals(row.Previous, previous.Hash, StringComparison.Ordinal) || !string.Equals(row.Hash, HashOf(row), StringComparison.Ordinal))
                return [$"Entry {row.Id} of the audit was changed after it was written."];
            previous = new Head { Id = row.Id, Hash = row.Hash };
        }
        var head = _database.Ask<Head>("SELECT last_id AS Id, hash AS Hash FROM audit_head WHERE only_row = 1")[0];
        return head == previous ? [] : [$"The audit ends at entry {previous.Id}, but {head.Id} were written."];
    }

    static string HashOf(Row row)
    {
        var text = JsonSerializer.Serialize(new object[] { row.Id, row.At, row.Who, row.What, row.About, row.Previous });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    sealed record Head
    {
        public long Id { get; init; }
        public string Hash { get; init; } = "";
    }

    sealed record LastTime
    {
        public string Who { get; init; } = "";
        public string At { get; init; } = "";
    }

    sealed record Row
    {
        public long Id { get; init; }
        public string At { get; init; } = "";
        public string Who { get; init; } = "";
        public string What { get; init; } = "";
        public string About { get; init; } = "";
        public string Previous { get; init; } = "";
        public string Hash { get; init; } = "";
    }
}
