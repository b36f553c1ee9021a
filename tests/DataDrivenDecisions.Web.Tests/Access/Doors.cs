using DataDrivenDecisions.Web.Tests.Look;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DataDrivenDecisions.Web.Tests.Access;

/// <summary>One endpoint of the host as the tests knock at it: a path with keys put in, and the policies that it carries.</summary>
sealed record Door(string Pattern, string Path, IReadOnlyList<string> Methods, bool IsOpen, IReadOnlyList<string> Policies)
{
    /// <summary>Every endpoint that the host has mapped; none is named by hand.</summary>
    public static IReadOnlyList<Door> All { get; } =
    [
        .. SampleHost.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(Of).DistinctBy(d => (d.Pattern, string.Join(',', d.Methods))),
    ];

    /// <summary>Knocks by a method that the endpoint answers to, with nothing in the hand.</summary>
    public Task<HttpResponseMessage> Knock(HttpClient browser)
    {
        var method = Methods.Contains("GET") ? "GET" : Methods.Contains("POST") ? "POST" : Methods[0];
        return browser.SendAsync(new HttpRequestMessage(new HttpMethod(method), Path) { Content = method == "GET" ? null : new StringContent("") });
    }

    static Door Of(RouteEndpoint endpoint)
    {
        var pattern = "/" + (endpoint.RoutePattern.RawText ?? "").TrimStart('/');
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
        return new Door(pattern, Filled(pattern), [.. methods], endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null,
            [.. endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).OfType<string>()]);
    }

    /// <summary>A path that exists in the sample: taken from the screens where one has the same pattern.</summary>
    static string Filled(string pattern)
    {
        var parts = pattern.Split('/');
        var screen = Screens.All.Select(s => s.Path.Split('?')[0]).FirstOrDefault(p => p.Split('/') is var q && q.Length == parts.Length
            && parts.Zip(q).All(z => z.First.StartsWith('{') || z.First == z.Second));
        return screen ?? string.Join('/', parts.Select(p => p.StartsWith('{') ? "1" + p[(p.IndexOf('}', StringComparison.Ordinal) + 1)..] : p));
    }
}
