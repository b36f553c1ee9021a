using System.Data;
using System.Globalization;
using System.Numerics;
using DataDrivenDecisions.Units;
using static Dapper.SqlMapper;

namespace DataDrivenDecisions.Engines;

/// <summary>How each unit is written to a column and read back, the same on every engine.</summary>
static class UnitHandlers
{
    static readonly Lazy<bool> Registered = new(() =>
    {
        Add(year => year.Ends, value => new SchoolYear(Whole(value)));
        Add(month => month.Number, value => new Month(Whole(value)));
        Add(grade => grade.Code, value => GradeLevel.TryParse(value as string, out var grade) ? grade : default);
        Add(size => size.Students, value => new GroupSize(Convert.ToInt64(Plain(value), CultureInfo.InvariantCulture)));
        Add(rank => rank.Value, value => new PercentileRank(Whole(value)));
        Add(chance => chance.Value, value => new Probability(Convert.ToDouble(Plain(value), CultureInfo.InvariantCulture)));
        Add(day => day, Day);
        Add(moment => moment, Moment);
        return true;
    });

    /// <summary>Makes the handlers known to Dapper, once per process.</summary>
    public static void Register() => _ = Registered.Value;

    static void Add<T>(Func<T, object> write, Func<object, T> read) => AddTypeHandler(new Handler<T>(write, read));

    static int Whole(object value) => Convert.ToInt32(Plain(value), CultureInfo.InvariantCulture);

    // DuckDB's SUM of integers is a HUGEINT, which arrives as a BigInteger and is not convertible.
    static object Plain(object value) => value is BigInteger big ? (long)big : value;

    static DateOnly Day(object value) => value switch
    {
        DateOnly day => day,
        DateTime moment => DateOnly.FromDateTime(moment),
        string text => DateOnly.Parse(text[..10], CultureInfo.InvariantCulture),
        _ => throw new DataException("A column that should hold a date holds something else."),
    };

    static DateTimeOffset Moment(object value) => value switch
    {
        DateTimeOffset moment => moment,
        DateTime moment => new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)),
        string text => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        _ => throw new DataException("A column that should hold a moment holds something else."),
    };

    sealed class Handler<T>(Func<T, object> write, Func<object, T> read) : TypeHandler<T>
    {
        public override void SetValue(IDbDataParameter parameter, T? value) => parameter.Value = value is null ? DBNull.Value : write(value);

        public override T Parse(object value) => read(value);
    }
}
