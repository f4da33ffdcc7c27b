using DigitalPartnership.Agreements;
using DigitalPartnership.Assessments;
using DigitalPartnership.Auditing;
using DigitalPartnership.Calendar;
using DigitalPartnership.Discrepancies;
using DigitalPartnership.Engagement;
using DigitalPartnership.GraphQL;
using DigitalPartnership.Liaisons;
using DigitalPartnership.Notifications;
using DigitalPartnership.Onboarding;
using DigitalPartnership.Organisations;
using DigitalPartnership.Partners;
using DigitalPartnership.Scheduling;
using DigitalPartnership.Search;
using DigitalPartnership.Workplan;

namespace DigitalPartnership;

/// <summary>What the API answers, feature by feature. What is not listed here is not in the schema.</summary>
internal static class PartnershipSchema
{
    public static FeatureTypes Features { get; } = new FeatureTypes()
        // Auditing: what has changed, by whom
        .Feature(typeof(AuditingQueries), typeof(AuditFilter), typeof(ChangeSubscription))
        // Organisations: who appears, under which names
        .Feature(typeof(OrganisationQueries), typeof(OrganisationMutations), typeof(PartnerNode), typeof(NonPartnerNode), typeof(OrganisationFilter), typeof(OrganisationSort))
        .Feature(typeof(OrganisationById), typeof(NamesByOrganisation), typeof(BodiesByMember))
        // Partners: their status, lifecycle and taxonomy
        .Feature(typeof(PartnerQueries), typeof(PartnerMutations), typeof(LifecycleMutations), typeof(TaxonomyQueries), typeof(PartnershipFields), typeof(PartnerFilter), typeof(PartnerSort))
        .Feature(typeof(PartnershipByOrganisation), typeof(LifecycleByOrganisation))
        // Liaisons: who speaks for each party, and who the caller is
        .Feature(typeof(LiaisonMutations), typeof(BindingMutations), typeof(PreferencesMutations), typeof(ViewerQueries), typeof(PersonalDataQueries))
        .Feature(typeof(LiaisonNode), typeof(LiaisonFields), typeof(LiaisonById), typeof(LiaisonsByPartner))
        .Feature(typeof(LiaisonTaskQueries), typeof(PersonalLinkMutations))
        // Notifications: who is told what, and when
        .Feature(typeof(NotificationQueries), typeof(NotificationMutations), typeof(NotificationFilter), typeof(NotificationNode), typeof(NotificationById), typeof(AttemptsByNotification))
        // Agreements: letters, logo permissions, participation in bodies
        .Feature(typeof(AgreementFields), typeof(LetterMutations), typeof(AgreementMutations), typeof(LogoPermissionNode), typeof(ParticipationDecisionNode))
        .Feature(typeof(LettersByPartner), typeof(LogoPermissionsByPartner), typeof(LogoPermissionById), typeof(ParticipationDecisionsByPartner), typeof(ParticipationDecisionById))
        // Workplan: activities and who takes part
        .Feature(typeof(WorkplanQueries), typeof(WorkplanFields), typeof(ActivityFilter), typeof(ActivitySort), typeof(SectorFilter), typeof(WorkplanFilter), typeof(ParticipationFilter))
        .Feature(typeof(ActivityMutations), typeof(ParticipationMutations), typeof(ImportMutations))
        .Feature(typeof(ActivityProposalQueries), typeof(ActivityProposalMutations), typeof(ActivityProposalById))
        .Feature(typeof(OrganisationActivityFilter), typeof(PartnerActivityFilter), typeof(PartnerActivitySort))
        .Feature(typeof(ActivityById), typeof(SectorById), typeof(WorkplanById), typeof(ParticipationById), typeof(ActivitiesByEvent))
        .Feature(typeof(ActivitiesByOrganisation), typeof(ActivitiesBySector), typeof(ActivitiesByWorkplan), typeof(ParticipantsByActivity))
        .Feature(typeof(ParticipationsByActivity), typeof(ParticipationsByOrganisation))
        // Calendar: the feed of a partner's own entries
        .Feature(typeof(CalendarFeedMutations))
        // Engagement: who takes part in how much
        .Feature(typeof(EngagementQueries), typeof(PartnerEngagementFields), typeof(EngagementByPartner))
        // Onboarding: what is done to take in a partner
        .Feature(typeof(OnboardingQueries), typeof(OnboardingMutations), typeof(OnboardingFields), typeof(OnboardingNode), typeof(OnboardingTaskNode), typeof(OnboardingFilter))
        .Feature(typeof(OnboardingByPartner), typeof(OnboardingById), typeof(OnboardingTaskById))
        // Assessments: how both parties look back on the cooperation
        .Feature(typeof(AssessmentQueries), typeof(AssessmentMutations), typeof(AssessmentPartMutations), typeof(AssessmentScheduleMutations), typeof(AssessmentFields))
        .Feature(typeof(AssessmentNode), typeof(AssessmentFilter), typeof(AssessmentById), typeof(AssessmentsByPartner), typeof(ScheduleByPartner))
        .Feature(typeof(PartsByAssessment), typeof(PreviousAssessment), typeof(ActivitiesByAssessment))
        // Scheduling: what runs when
        .Feature(typeof(JobQueries), typeof(JobMutations), typeof(LastRunByJob), typeof(LastSuccessByJob))
        // Search and discrepancies
        .Feature(typeof(SearchQueries), typeof(NodeQueries))
        .Feature(typeof(DiscrepancyQueries));
}
