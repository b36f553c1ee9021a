using DataDrivenDecisions.Records;

namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>What one pull works with: the source, the host's client, and the sentences that people are told.</summary>
internal sealed class PullJob
{
    readonly List<string> _notes = [];

    public required SourceRecord Source { get; init; }
    public required Uri Address { get; init; }
    public required SisClient Client { get; init; }
    public required PullPatience Patience { get; init; }
    public required TimeProvider Clock { get; init; }
    public IProgress<string>? Progress { get; init; }

    /// <summary>What people should know about this pull.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Says something once.</summary>
    public void Note(string sentence)
    {
        if (!_notes.Contains(sentence, StringComparer.Ordinal))
            _notes.Add(sentence);
    }
}

/// <summary>One kind of host that records are pulled from.</summary>
/// <param name="job">What the pull works with.</param>
internal abstract class RecordPull(PullJob job)
{
    protected PullJob Job { get; } = job;

    /// <summary>The property that names a record of this kind of host.</summary>
    public abstract string Key { get; }

    /// <summary>Reads the host into the draft, all of it or what changed, and says up to where it was read.</summary>
    /// <param name="draft">The next state of what is known.</param>
    /// <param name="since">Up to where it was read before, or null.</param>
    /// <exception cref="PullFailed">The host could not be read to the end.</exception>
    public abstract string Read(MirrorDraft draft, string? since);

    /// <summary>True when what was read before cannot be built on, so that everything is to be read; it notes why.</summary>
    public virtual bool MustStartOver(string since) => false;

    /// <summary>Makes of the draft what the importer reads, and gives its path.</summary>
    public abstract string Delivery(MirrorDraft draft);

    /// <summary>Asks the host for as little as shows that it can be read, and says what was found.</summary>
    /// <exception cref="PullFailed">It cannot be read.</exception>
    public abstract string Check();
}
