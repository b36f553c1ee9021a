using System.Collections.Concurrent;
using System.Text.Json;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Predicting;

/// <summary>Asks every question once: the models of a night look at the same past years, and what was answered for one serves the others. May be asked from several sides at once.</summary>
/// <param name="source">Who answers.</param>
/// <param name="whole">Who answers of all students, where the source shows a part of them; null where it shows everyone.</param>
public sealed class RememberedAnswers(IAsk source, IAsk? whole = null) : IAsk
{
    readonly ConcurrentDictionary<(Type Row, string Text, string Parameters), Lazy<object>> _answers = [];

    public IReadOnlyList<T> Ask<T>(Query<T> query, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return (IReadOnlyList<T>)Remembered((typeof(T), query.DuckDb, JsonSerializer.Serialize(query.Parameters)), () => source.Ask(query, stop));
    }

    /// <summary>Whether anything was sent at all of a year, which a part of the students does not tell; null where everyone is shown, whose rows tell it themselves.</summary>
    internal Lazy<YearSent>? Sent(SchoolYear year, DateOnly asOf, CancellationToken stop) => whole is null ? null : new Lazy<YearSent>(() => whole.Ask(YearSent.Of(year, asOf), stop)[0]);

    /// <summary>The same source with nothing remembered yet.</summary>
    internal RememberedAnswers Afresh() => new(source, whole);

    /// <summary>What was made of the answers, made once.</summary>
    /// <param name="what">What it is, with all that it depends on.</param>
    /// <param name="make">Makes it.</param>
    internal T Once<T>(string what, Func<T> make) where T : class => (T)Remembered((typeof(T), what, ""), make);

    object Remembered((Type Row, string Text, string Parameters) question, Func<object> answer) => _answers.GetOrAdd(question, _ => new Lazy<object>(answer)).Value;
}
