namespace DataDrivenDecisions.Importing.Pulling;

/// <summary>The addresses that students' data may come from: https, or this very machine.</summary>
public static class SisAddress
{
    /// <summary>Reads an address as a person writes it.</summary>
    /// <exception cref="PullFailed">It is no address, or anyone on the way could read along.</exception>
    public static Uri Of(string text)
    {
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            throw new PullFailed($"'{text}' is no web address.", "Write it as https://host/path, as the vendor gives it.");
        if (address.UserInfo.Length > 0)
            throw new PullFailed("The address holds a user name or password.", "Give the client id with --client-id and its secret when asked for it.");
        if (address.Scheme != "https" && !address.IsLoopback)
            throw new PullFailed("The address is not https, and students' data would cross the network unprotected.", "Ask the vendor for the https address.");
        return address;
    }

    /// <summary>An address that a host names itself: taken only where it leads back to the same host.</summary>
    public static Uri? OfSameHost(Uri host, string? named) =>
        named is not null && Uri.TryCreate(host, named.TrimEnd('/') + "/", out var address) && address.Authority == host.Authority && address.Scheme == host.Scheme ? address : null;
}
