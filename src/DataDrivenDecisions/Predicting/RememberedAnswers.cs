using System.Text.Json;
using DataDrivenDecisions.Facts;

namespace DataDrivenDecisions.Predicting;

/// <summary>Asks every question once: the models of a night look at the same past years, and what was answered for one serves the others.</summary>
/// <param name="source">Who answers.</param>
public sealed class RememberedAnswers(IAsk source) : IAsk
{
    readonly Dictionary<(Type Row, string Text, string Parameters), object> _answers = [];

    public IReadOnlyList<T> Ask<T>(Query<T> query, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var question = (typeof(T), query.DuckDb, JsonSerializer.Serialize(query.Parameters));
        if (!_answers.TryGetValue(question, out var answer))
            _answers[question] = answer = source.Ask(query, stop);
        return (IReadOnlyList<T>)answer;
    }

    /// <summary>The same source with nothing remembered yet.</summary>
    internal RememberedAnswers Afresh() => new(source);

    /// <summary>What was made of the answers, made once.</summary>
    /// <param name="what">What it is, with all that it depends on.</param>
    /// <param name="make">Makes it.</param>
    internal T Once<T>(string what, Func<T> make) where T : class
    {
        var question = (typeof(T), what, "");
        if (!_answers.TryGetValue(question, out var made))
            _answers[question] = made = make();
        return (T)made;
    }
}
