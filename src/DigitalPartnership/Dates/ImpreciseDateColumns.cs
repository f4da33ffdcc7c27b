using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace DigitalPartnership.Dates;

/// <summary>Maps imprecise dates to columns of the record that has them.</summary>
internal static class ImpreciseDateColumns
{
    public static void HasImpreciseDate<T>(this EntityTypeBuilder<T> record, Expression<Func<T, ImpreciseDate?>> property) where T : class =>
        record.ComplexProperty(property, date =>
        {
            date.Property(part => part!.Edtf).HasMaxLength(ImpreciseDate.LongestEdtf).IsUnicode(false);
            date.Property(part => part!.Printed).HasMaxLength(ImpreciseDate.LongestPrinted);
        });
}
