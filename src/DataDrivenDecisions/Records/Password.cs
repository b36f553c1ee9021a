using System.Globalization;
using System.Security.Cryptography;

namespace DataDrivenDecisions.Records;

/// <summary>How a password is kept: never itself, only a salted, slow hash (PBKDF2 with SHA-256) that carries its own cost.</summary>
static class Password
{
    // OWASP Password Storage Cheat Sheet: 600,000 iterations for PBKDF2-HMAC-SHA256.
    const int Iterations = 600_000;
    const int SaltBytes = 16;
    const int HashBytes = 32;
    const string Scheme = "pbkdf2-sha256";

    // Compared against when there is no such user, so that the answer takes as long.
    static readonly Lazy<string> Nobodys = new(() => Hash(Convert.ToHexString(RandomNumberGenerator.GetBytes(HashBytes))));

    /// <summary>The text to keep for a password.</summary>
    public static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, Iterations, HashAlgorithmName.SHA256, HashBytes);
        return string.Create(CultureInfo.InvariantCulture, $"{Scheme}${Iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>Compares in constant time; with nothing kept it spends the same time and says no.</summary>
    public static bool Matches(string password, string? kept)
    {
        var parts = (kept ?? Nobodys.Value).Split('$');
        if (parts.Length != 4 || !string.Equals(parts[0], Scheme, StringComparison.Ordinal))
            return false;
        var expected = Convert.FromBase64String(parts[3]);
        var actual = Rfc2898DeriveBytes.Pbkdf2(
            password, Convert.FromBase64String(parts[2]), int.Parse(parts[1], CultureInfo.InvariantCulture), HashAlgorithmName.SHA256, expected.Length);
        return CryptographicOperations.FixedTimeEquals(actual, expected) && kept is not null;
    }
}
