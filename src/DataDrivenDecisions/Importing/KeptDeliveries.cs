using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DataDrivenDecisions.Importing;

/// <summary>
/// Deliveries that wait for a person's word, each in a folder of its own that only its owner may enter, beside what is known about it so far; after a while
/// one that nobody came back to is thrown away.
/// </summary>
/// <typeparam name="T">What is known about a delivery.</typeparam>
/// <param name="folder">Where they lie.</param>
/// <param name="stateFile">The name of the file with what is known.</param>
/// <param name="kept">How long they wait.</param>
/// <param name="clock">The clock by which they grow old.</param>
sealed partial class KeptDeliveries<T>(string folder, string stateFile, TimeSpan kept, TimeProvider clock)
    where T : class
{
    const string DeliveryFolder = "delivery";

    /// <summary>Makes the folder of a new one, and returns its number; those that are too old go.</summary>
    public string Begin()
    {
        ThrowOldAway();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        Make(Place(id));
        return id;
    }

    /// <summary>Moves a delivery, a file or a folder, to the others, and returns where it lies now.</summary>
    public string TakeOver(string id, string delivery)
    {
        var place = Path.Combine(Place(id), DeliveryFolder, Path.GetFileName(Path.TrimEndingDirectorySeparator(delivery)));
        Make(Path.GetDirectoryName(place)!);
        if (Directory.Exists(delivery))
            Directory.Move(delivery, place);
        else
            File.Move(delivery, place);
        return place;
    }

    /// <summary>What is known about one; null when there is none of that number, or it is too old.</summary>
    public T? Find(string id)
    {
        ThrowOldAway();
        return Number().IsMatch(id) ? Read(Place(id)) : null;
    }

    /// <summary>All that wait.</summary>
    public IEnumerable<T> All()
    {
        ThrowOldAway();
        return Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(Read).OfType<T>() : [];
    }

    /// <summary>Keeps what is known, wholly or not at all.</summary>
    public void Save(string id, T state)
    {
        var file = Path.Combine(Place(id), stateFile);
        File.WriteAllText(file + ".new", JsonSerializer.Serialize(state));
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Takes one out of those that wait, so that nobody finds it again; its delivery lies there still. False when it is out already.</summary>
    public bool TakeOut(string id)
    {
        try
        {
            File.Move(Path.Combine(Place(id), stateFile), Path.Combine(Place(id), stateFile + ".taken"));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Throws one away, with its delivery.</summary>
    public void Remove(string id)
    {
        if (Directory.Exists(Place(id)))
            Directory.Delete(Place(id), recursive: true);
    }

    string Place(string id) => Path.Combine(folder, id);

    T? Read(string place)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(place, stateFile)));
        }
        catch (Exception gone) when (gone is IOException or JsonException)
        {
            return null;
        }
    }

    void ThrowOldAway()
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var old in Directory.EnumerateDirectories(folder).Where(d => clock.GetUtcNow() - Directory.GetLastWriteTimeUtc(d) > kept).ToList())
            Directory.Delete(old, recursive: true);
    }

    static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [GeneratedRegex("^[0-9a-f]{16}$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
