using System.Reflection;
using DataDrivenDecisions.Facts;
using DataDrivenDecisions.Importing.Quality;
using DataDrivenDecisions.Units;

namespace DataDrivenDecisions.Tests.Warehouse;

/// <summary>One question of the Facts room as its factory makes it, without its type.</summary>
sealed record FactQuery(string Name, string DuckDb, string SqlServer, object? Parameters, Func<IAsk, IReadOnlyList<object>> Ask)
{
    /// <summary>True when both engines are asked in the same words.</summary>
    public bool IsShared => DuckDb == SqlServer;

    public override string ToString() => Name;

    static readonly MethodInfo Untyped = typeof(FactQuery).GetMethod(nameof(Of), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Every question that a public static member of the Facts room makes, once without and once with its optional parts.</summary>
    public static IReadOnlyList<FactQuery> All { get; } =
    [
        .. from type in typeof(Query<>).Assembly.GetExportedTypes()
           where type.Namespace == typeof(Query<>).Namespace && !type.IsGenericTypeDefinition
           from query in Properties(type).Concat(Methods(type))
           orderby query.Name
           select query,
        // The rules of data quality ask in the same words and under the same laws.
        .. QualityRule.All.SelectMany(r => r.Questions(new SchoolYear(2026), new DateOnly(2026, 3, 13)).Select((q, i) => Of($"QualityRule {r.Name}{(i == 0 ? "" : " " + (i + 1))}", q))),
    ];

    static IEnumerable<FactQuery> Properties(Type type) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Static)
        where IsQuery(property.PropertyType)
        select Make($"{type.Name}.{property.Name}", property.PropertyType, property.GetValue(null)!);

    static IEnumerable<FactQuery> Methods(Type type) =>
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        where IsQuery(method.ReturnType) && !method.IsSpecialName
        from withOptional in new[] { false, true }
        where withOptional || method.GetParameters().Any(p => p.HasDefaultValue) || method.GetParameters().All(p => !p.HasDefaultValue)
        where !withOptional || method.GetParameters().Any(p => p.HasDefaultValue)
        let values = method.GetParameters().Select(p => p.HasDefaultValue && !withOptional ? p.DefaultValue : Example(p.ParameterType)).ToArray()
        select Make($"{type.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(p => p.Name))}){(withOptional ? " with all" : "")}", method.ReturnType, method.Invoke(null, values)!);

    static bool IsQuery(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Query<>);

    static FactQuery Make(string name, Type queryType, object query) => (FactQuery)Untyped.MakeGenericMethod(queryType.GenericTypeArguments[0]).Invoke(null, [name, query])!;

    static FactQuery Of<T>(string name, Query<T> query) => new(name, query.DuckDb, query.SqlServer, query.Parameters, asker => [.. asker.Ask(query).Select(row => (object)row!)]);

    static object Example(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(SchoolYear) => new SchoolYear(2026),
        var t when t == typeof(DateOnly) => new DateOnly(2026, 3, 13),
        var t when t == typeof(string) => "nobody",
        var t when t == typeof(IEnumerable<string>) => new[] { "nobody" },
        var t when t == typeof(int) => 1,
        var t when t == typeof(long) => 1L,
        var t when t == typeof(Month) => new Month(9),
        var t when t == typeof(GradeLevel) => GradeLevel.Of(9),
        var t => throw new NotSupportedException($"FactQueries has no example of a {t.Name}; add one."),
    };
}
