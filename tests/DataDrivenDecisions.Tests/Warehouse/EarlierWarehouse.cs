using System.Globalization;
using DataDrivenDecisions.Engines;
using DataDrivenDecisions.Warehouse;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>A warehouse as an earlier version of the program left it.</summary>
static class EarlierWarehouse
{
    const int FewRows = 200;

    /// <summary>Gives a new database the schema as it was before a script.</summary>
    /// <param name="engine">The engine of an empty database.</param>
    /// <param name="session">A session of it.</param>
    /// <param name="script">A part of the script's name that no other script has.</param>
    public static void Begin(WarehouseEngine engine, SqlSession session, string script)
    {
        var scripts = SchemaScript.All(engine.Name);
        var first = scripts.Single(s => s.Name.Contains(script, StringComparison.Ordinal));
        new SchemaUpgrade(engine, session, TimeProvider.System, [.. scripts.Where(s => s.Number < first.Number)]).Run(_ => { });
    }

    /// <summary>Asserts that rows of a table say after the upgrade what they said before, their words kept once in a table of kinds.</summary>
    /// <param name="script">A part of the script's name that brings the kinds.</param>
    /// <param name="table">The table of rows, which has a column <c>line</c>.</param>
    /// <param name="columns">What a row says, with commas.</param>
    /// <param name="row">The SQL values of row 0, 1, 2 and so on.</param>
    public static void SaysTheSameOnceUpgraded(string script, string table, string columns, Func<int, FormattableString> row)
    {
        using var engine = new DuckDb(":memory:", "256MB");
        using var session = engine.Open();
        Begin(engine, session, script);
        for (var i = 0; i < FewRows; i++)
            session.Execute($"INSERT INTO {table} ({columns}) VALUES ({row(i).ToString(CultureInfo.InvariantCulture)})");
        var before = Rows();

        new SchemaUpgrade(engine, session, TimeProvider.System, SchemaScript.All(engine.Name)).Run(_ => { });

        Assert.That(before, Has.Count.EqualTo(FewRows));
        Assert.That(Rows(), Is.EqualTo(before));
        Assert.That(session.Value<long>($"SELECT COUNT(*) FROM {table}_kind"), Is.GreaterThan(5).And.LessThan(FewRows));

        IReadOnlyList<string> Rows() => session.Ask<string>($"SELECT CAST(ROW({columns}) AS VARCHAR) FROM {table} ORDER BY line");
    }
}
