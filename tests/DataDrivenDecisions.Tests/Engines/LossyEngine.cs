using DataDrivenDecisions.Engines;

namespace DataDrivenDecisions.Tests.Engines;

/// <summary>DuckDB behind a bulk loader that cuts texts, as a database in a narrower alphabet would.</summary>
sealed class LossyEngine(string file) : PassingEngine(new DuckDb(file, "256MB"))
{
    public override BulkRows AppendTo(SqlSession session, string table) => new Lossy(base.AppendTo(session, table));

    sealed class Lossy(BulkRows rows) : BulkRows
    {
        public override int Room => rows.Room;

        public override void Begin(int count) => rows.Begin(count);

        public override void Text(string? value) => rows.Text(value?.ToUpperInvariant());

        public override void Whole(long? value) => rows.Whole(value);

        public override void Fraction(decimal? value) => rows.Fraction(value);

        public override void Real(double? value) => rows.Real(value);

        public override void Day(DateOnly? value) => rows.Day(value);

        public override void Texts<T>(ReadOnlySpan<T> of, Func<T, string?> value) => rows.Texts(of, a => value(a)?.ToUpperInvariant());

        public override void Wholes<T>(ReadOnlySpan<T> of, Func<T, long?> value) => rows.Wholes(of, value);

        public override void Wholes(ReadOnlySpan<long> values) => rows.Wholes(values);

        public override void Fractions<T>(ReadOnlySpan<T> of, Func<T, decimal?> value) => rows.Fractions(of, value);

        public override void Days<T>(ReadOnlySpan<T> of, Func<T, DateOnly?> value) => rows.Days(of, value);

        public override void End() => rows.End();

        protected override void Finish() => rows.Dispose();
    }
}

/// <summary>An engine that passes everything on to another.</summary>
abstract class PassingEngine(WarehouseEngine inner) : WarehouseEngine
{
    public override string Name => inner.Name;

    public override bool CanCopy => inner.CanCopy;

    public override bool HashesItself => inner.HashesItself;

    public override string Spell(string text) => inner.Spell(text);

    public override SqlSession Open() => inner.Open();

    public override string Of(string duckDb, string sqlServer) => inner.Of(duckDb, sqlServer);

    public override string Same(string a, string b) => inner.Same(a, b);

    public override string Differ(string a, string b) => inner.Differ(a, b);

    public override string Update(string table, string alias, string set, string? from, string where) => inner.Update(table, alias, set, from, where);

    public override string Delete(string table, string alias, string where) => inner.Delete(table, alias, where);

    public override void SetValue(SqlSession session, string name, object value) => inner.SetValue(session, name, value);

    public override void SetList(SqlSession session, string name, IReadOnlyList<string> values) => inner.SetList(session, name, values);

    public override void Forget(SqlSession session, string name) => inner.Forget(session, name);

    public override void MakeTemporary(SqlSession session, string name, string columns) => inner.MakeTemporary(session, name, columns);

    public override void MakeTemporaryFrom(SqlSession session, string name, string question, object? parameters = null) => inner.MakeTemporaryFrom(session, name, question, parameters);

    public override string Temporary(string name) => inner.Temporary(name);

    public override BulkRows Append(SqlSession session, string name) => inner.Append(session, name);

    public override BulkRows AppendTo(SqlSession session, string table) => inner.AppendTo(session, table);

    public override void LockForWriting(SqlSession session) => inner.LockForWriting(session);

    public override void MakeVersionTable(SqlSession session) => inner.MakeVersionTable(session);

    public override void Settle(string spool) => inner.Settle(spool);

    public override void CopyTo(string file) => inner.CopyTo(file);

    protected override void Release() => inner.Dispose();
}
