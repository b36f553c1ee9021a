using System.Text;
using DataDrivenDecisions.Importing.Reading;
using DataDrivenDecisions.Importing.Reading.Sources;

namespace DataDrivenDecisions.Tests.Importing.Reading;

/// <summary>Words that are looked at once are the words of the file, whatever the file is like.</summary>
public sealed class WordTests
{
    [Test]
    public void A_table_gives_the_text_of_the_bytes_however_many_different_ones_came_before()
    {
        var random = new Random(5);
        var table = new WordTable(new WordTable.Room(1 << 12));
        for (var i = 0; i < 60_000; i++)
        {
            var text = random.Next(4) switch
            {
                0 => "0" + random.Next(300).ToString("0000000", System.Globalization.CultureInfo.InvariantCulture),
                1 => new string('é', random.Next(0, 40)) + random.Next(3),
                2 => "same ends " + random.Next(50_000) + " same ends",
                _ => random.Next(3) == 0 ? "" : " P" + random.Next(5) + " ",
            };
            Assert.That(table.Of(Encoding.UTF8.GetBytes(text)).Text, Is.EqualTo(text));
        }
    }

    [Test]
    public void A_word_that_comes_again_is_the_same_one_and_a_column_of_different_words_takes_no_room_from_others()
    {
        var room = new WordTable.Room(1 << 14);
        var ids = new WordTable(room);
        for (var i = 0; i < 100_000; i++)
            ids.Of(Encoding.UTF8.GetBytes("id-" + i));
        var codes = new WordTable(room);
        var first = codes.Of("P"u8);
        for (var i = 0; i < 1000; i++)
            codes.Of(Encoding.UTF8.GetBytes("c" + (i % 300)));

        var again = codes.Of("c7"u8);
        Assert.That(codes.Of("c7"u8), Is.SameAs(again));
        Assert.That(first.Text, Is.EqualTo("P"));
    }

    [TestCase("", null, false)]
    [TestCase("  ", null, true)]
    [TestCase(" a b ", "a b", true)]
    [TestCase("e\u0301", "\u00e9", false)]
    public void A_word_is_cleaned_once(string text, string? clean, bool hasSpaces)
    {
        var word = new Word(text);

        Assert.That((word.Clean, word.HasOuterSpaces), Is.EqualTo((clean, hasSpaces)));
    }

    [Test]
    public void A_word_is_read_as_a_date_in_whichever_order_is_asked_for()
    {
        var word = new Word("03/04/2026");

        Assert.That((word.Date(DateOrder.MonthFirst, out var us), us), Is.EqualTo((DateReading.Read, new DateOnly(2026, 3, 4))));
        Assert.That((word.Date(DateOrder.DayFirst, out var other), other), Is.EqualTo((DateReading.Read, new DateOnly(2026, 4, 3))));
        Assert.That(word.Date(DateOrder.Mixed, out _), Is.EqualTo(DateReading.Ambiguous));
    }

    [Test]
    public void Bytes_that_are_no_UTF_8_are_read_as_a_reader_of_text_reads_them([Range(1, 8)] int seed)
    {
        var random = new Random(seed);
        var bytes = new List<byte>();
        if (random.Next(2) == 0)
            bytes.AddRange(Encoding.UTF8.GetPreamble());
        // Wider than a block, with every kind of character near its edges.
        while (bytes.Count < 300_000)
            bytes.AddRange(random.Next(12) switch
            {
                0 when seed % 2 == 0 => [(byte)random.Next(0x80, 0x100)],
                1 => Encoding.UTF8.GetBytes("é"),
                2 => Encoding.UTF8.GetBytes("€"),
                3 => Encoding.UTF8.GetBytes("𝄞"),
                _ => Encoding.UTF8.GetBytes("name" + random.Next(1000) + ",\n"),
            });
        var file = bytes.ToArray();
        var decoding = TextDecoding.Of("a.csv", new MemoryStream(file));
        using var text = decoding.Open(new MemoryStream(file));
        var expected = text.ReadToEnd();

        using var utf8 = decoding.Utf8(new MemoryStream(file))!;
        using var got = new StreamReader(utf8, new UTF8Encoding(false, throwOnInvalidBytes: true));

        Assert.That(got.ReadToEnd(), Is.EqualTo(expected));
    }
}
