using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Pulling;
using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Tests.Importing.Pulling;

/// <summary>A fresh district with a real warehouse that pulls from an invented system.</summary>
internal sealed class PulledDistrict(SourceRecord source) : IDisposable
{
    /// <summary>Waits that a test can afford.</summary>
    public static PullPatience Hasty { get; } = new() { FirstWait = TimeSpan.FromMilliseconds(1), LongestWait = TimeSpan.FromMilliseconds(5), Timeout = TimeSpan.FromSeconds(20) };

    public ImportedDistrict District { get; } = new(new DateOnly(2026, 3, 2));

    public string Folder { get; } = Directory.CreateTempSubdirectory("ddd-pull-").FullName;

    public string Secret { get; set; } = FakeHost.Secret;

    public SourceRecord Source { get; set; } = source;

    public string Hash => District.Warehouse.Hash();

    public PullReport Pull(bool full = false, bool dryRun = false) =>
        new Puller(District.Importer, TimeProvider.System).Pull(Source, Secret, Folder, new PullOptions { By = "test", IsFull = full, IsDryRun = dryRun, Patience = Hasty, Archive = Path.Combine(Folder, "archive") });

    /// <summary>Every byte that the pulls have left on the disk.</summary>
    public string Everything() => string.Concat(Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".zip", StringComparison.Ordinal)).Select(File.ReadAllText));

    public void Dispose()
    {
        District.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    public static SourceRecord OneRoster(FakeOneRoster host, int page = 25) => new()
    {
        District = "invented", Name = "sis", Kind = SourceRecord.OneRosterRest, Address = host.Address, ClientId = FakeHost.ClientId,
        Options = new Dictionary<string, string> { ["version"] = host.IsNew ? "1.2" : "1.1", ["page-size"] = page.ToString(System.Globalization.CultureInfo.InvariantCulture) },
    };
}
