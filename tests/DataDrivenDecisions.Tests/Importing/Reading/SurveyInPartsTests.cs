using System.Globalization;
using System.Text;
using DataDrivenDecisions.Importing;
using DataDrivenDecisions.Importing.Reading;

namespace DataDrivenDecisions.Tests.Importing.Reading;

/// <summary>A large file that several cores look at says what it says when it is read from its start.</summary>
[Parallelizable]
public sealed class SurveyInPartsTests
{
    const int Rows = 170_000;

    [TestCase("", true)]
    [TestCase("dates that tell late", true)]
    [TestCase("bytes that are no UTF-8", true)]
    [TestCase("windows lines and blank ones", true)]
    [TestCase("a quote near the end", false)]
    public void All_parts_together_say_what_the_whole_file_says(string what, bool inParts)
    {
        var file = File(what);
        var (whole, parts) = (Recognized(() => new OneWay(file)), Recognized(() => new MemoryStream(file)));

        Assert.That(SurveyInParts.Of(whole, ImportLimits.Default, null, CancellationToken.None), Is.Null, "it cannot be read from its middle");
        Assert.That(SurveyInParts.Of(parts, ImportLimits.Default, null, CancellationToken.None) is not null, Is.EqualTo(inParts && Environment.ProcessorCount > 1));
        var (expected, got) = (Survey.Of(whole, ImportLimits.Default, CancellationToken.None), Survey.Of(parts, ImportLimits.Default, CancellationToken.None));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((got.Rows, got.Skipped, got.HoldsSecrets), Is.EqualTo((expected.Rows, expected.Skipped, expected.HoldsSecrets)));
            Assert.That(expected.Rows, Is.EqualTo(Rows));
            Assert.That(got.Orders, Is.EqualTo(expected.Orders));
            Assert.That(got.Doubtful, Is.EqualTo(expected.Doubtful));
            Assert.That(got.Schools, Is.EquivalentTo(expected.Schools));
            Assert.That(got.Ids.Select(s => (s.Column, Ids: string.Join(' ', s.Ids.Order(StringComparer.Ordinal)))), Is.EqualTo(expected.Ids.Select(s => (s.Column, Ids: string.Join(' ', s.Ids.Order(StringComparer.Ordinal))))));
            Assert.That(got.File.Source.Warnings, Is.EqualTo(expected.File.Source.Warnings));
        }
    }

    [Test]
    public void A_look_that_is_stopped_stops_in_every_part()
    {
        var file = File("");
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.That(() => Survey.Of(Recognized(() => new MemoryStream(file)), ImportLimits.Default, stop.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    static RecognizedFile Recognized(Func<Stream> open) => new Recognition(Format.All, ImportLimits.Default).Recognize(new DeliveredFile("attendance.csv", open)).Single();

    static byte[] File(string what)
    {
        var random = new Random(7);
        var text = new StringBuilder("student_number,school_number,attendance_date,attendance_code,reason\n");
        var ends = what == "windows lines and blank ones" ? "\r\n" : "\n";
        for (var i = 0; i < Rows; i++)
        {
            var day = new DateOnly(2025, 9, 1).AddDays(random.Next(250));
            var date = what != "dates that tell late" ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : i < Rows - 50 ? $"0{random.Next(1, 10)}/0{random.Next(1, 10)}/2026" : "25/03/2026";
            var reason = what == "a quote near the end" && i == Rows - 10 ? "\"ill, at home\"" : random.Next(9) == 0 ? "ill at home" : "";
            text.Append(CultureInfo.InvariantCulture, $"{random.Next(5000):00000000},S{random.Next(12)},{date},{"PUET"[random.Next(4)]},{reason}").Append(ends);
            if (what == "windows lines and blank ones" && random.Next(100) == 0)
                text.Append(ends);
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (what == "bytes that are no UTF-8")
            for (var i = 1000; i < bytes.Length; i += 5003)
                if (bytes[i] is (byte)'l' or (byte)'h')
                    bytes[i] = 0xE9;
        return bytes;
    }

    /// <summary>A stream that cannot go back, as one out of a zip.</summary>
    sealed class OneWay(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
