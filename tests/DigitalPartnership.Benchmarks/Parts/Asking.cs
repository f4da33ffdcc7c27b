using System.Linq.Expressions;
using BenchmarkDotNet.Attributes;
using DigitalPartnership.Benchmarks.Serving;
using DigitalPartnership.Data;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Organisations;
using DigitalPartnership.PublishedDocument;
using DigitalPartnership.Workplan;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace DigitalPartnership.Benchmarks.Parts;

/// <summary>What a request takes before anything is read: its document, its filter, the names in it.</summary>
public class Asking
{
    private readonly PartnershipData _data = new();
    private ServiceProvider _services = null!;
    private IServiceScope _scope = null!;
    private ISchema _schema = null!;
    private IDocumentBuilder _documents = null!;
    private IDocumentValidator _validator = null!;
    private GraphQLDocument _document = null!;
    private NameIndex _names = null!;
    private Filter<Activity> _filter = null!;
    private FilterContext _context = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _services = PartnershipData.Services(_data.Small);
        _scope = _services.CreateScope();
        var services = _scope.ServiceProvider;
        await services.GetRequiredService<PartnershipDb>().Database.MigrateAsync();
        await services.GetRequiredService<PublishedDocumentImport>().ImportWhereEmptyAsync();
        _schema = services.GetRequiredService<ISchema>();
        _schema.Initialize();
        _documents = services.GetRequiredService<IDocumentBuilder>();
        _validator = services.GetRequiredService<IDocumentValidator>();
        _document = _documents.Build(Question.ThreeLevels.Document);
        _names = await services.GetRequiredService<NameResolver>().LoadAsync();
        _context = services.GetRequiredService<FilterContext>();
        _filter = new Filter<Activity>(services.GetRequiredService<FilterInputType<Activity>>(), new Dictionary<string, object?>
        {
            ["title"] = new Dictionary<string, object?> { ["contains"] = "plenary" },
            ["category"] = new Dictionary<string, object?> { ["in"] = new List<object?> { ActivityCategory.Events, ActivityCategory.Studies } },
            ["year"] = new Dictionary<string, object?> { ["gte"] = 2020 },
        });
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _scope.Dispose();
        _services.Dispose();
        _data.Dispose();
    }

    [Benchmark]
    public GraphQLDocument Parse_a_document() => _documents.Build(Question.ThreeLevels.Document);

    [Benchmark]
    public async Task<bool> Validate_a_document() => (await _validator.ValidateAsync(new ValidationOptions
    {
        Schema = _schema,
        Document = _document,
        Operation = (GraphQLOperationDefinition)_document.Definitions[0],
        UserContext = new Dictionary<string, object?>(),
        RequestServices = _scope.ServiceProvider,
    })).IsValid;

    [Benchmark]
    public NameResolution Resolve_a_name() => _names.Resolve("the Thalès Group");

    [Benchmark]
    public Expression<Func<Activity, bool>> Turn_a_filter_into_a_predicate() => _filter.ToPredicate(_context);
}
