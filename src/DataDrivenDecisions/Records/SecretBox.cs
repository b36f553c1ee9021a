using System.Security.Cryptography;
using System.Text;

namespace DataDrivenDecisions.Records;

/// <summary>
/// Seals the secrets with which we sign in to other systems, so that a copy of the records alone gives none of them away. The key lies in the folder
/// of keys, which only its owner may enter.
/// </summary>
sealed class SecretBox(DataFolder folder)
{
    const int KeyBytes = 32, NonceBytes = 12, TagBytes = 16;

    string KeyFile => Path.Combine(folder.Keys, "sources.key");

    /// <summary>Seals a secret for one place: it opens nowhere else.</summary>
    public string Seal(string place, string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(Key(), TagBytes);
        aes.Encrypt(box.AsSpan(0, NonceBytes), plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(place));
        CryptographicOperations.ZeroMemory(plain);
        return Convert.ToBase64String(box);
    }

    /// <summary>Opens what was sealed for a place.</summary>
    /// <exception cref="SecretUnreadable">The key is another one, or the record was changed.</exception>
    public string Open(string place, string sealedSecret)
    {
        try
        {
            var box = Convert.FromBase64String(sealedSecret);
            var plain = new byte[box.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(Key(), TagBytes);
            aes.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), plain, Encoding.UTF8.GetBytes(place));
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException or OverflowException)
        {
            throw new SecretUnreadable("The secret of this source cannot be opened with the key of this data folder, as after a restore without its keys. Give it again with 'source secret'.");
        }
    }

    byte[] Key()
    {
        if (!File.Exists(KeyFile))
            Make();
        var key = File.ReadAllBytes(KeyFile);
        return key.Length == KeyBytes ? key : throw new SecretUnreadable("The key of the sources' secrets is damaged. Take it from a backup, or remove it and give every secret again with 'source secret'.");
    }

    // Under another name until it is whole; of two processes that make it at once, the first one's stands.
    void Make()
    {
        var unfinished = $"{KeyFile}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(unfinished, options))
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
        try
        {
            File.Move(unfinished, KeyFile, overwrite: false);
        }
        catch (IOException)
        {
            File.Delete(unfinished);
        }
    }
}

/// <summary>A source's secret cannot be opened; the message says what to do.</summary>
public sealed class SecretUnreadable(string message) : Exception(message);
