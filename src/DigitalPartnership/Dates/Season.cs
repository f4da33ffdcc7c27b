namespace DigitalPartnership.Dates;

/// <summary>The seasons by their EDTF numbers; a winter belongs to the year in which it begins.</summary>
internal enum Season
{
    Spring = 21,
    Summer = 22,
    Autumn = 23,
    Winter = 24,
}
