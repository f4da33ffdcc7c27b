using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace DigitalPartnership.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Workflow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Assessments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    OrganisationId = table.Column<int>(type: "int", nullable: false),
                    PeriodFrom = table.Column<DateOnly>(type: "date", nullable: false),
                    PeriodTo = table.Column<DateOnly>(type: "date", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    FormVersion = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Conclusion = table.Column<string>(type: "nvarchar(max)", maxLength: 8000, nullable: true),
                    ConcludedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    CancelledOn = table.Column<DateOnly>(type: "date", nullable: true),
                    CancelledReason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    Extensions = table.Column<string>(type: "nvarchar(max)", maxLength: 100000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Assessments", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Assessments_Partnerships_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Partnerships",
                        principalColumn: "OrganisationId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AssessmentSchedules",
                columns: table => new
                {
                    OrganisationId = table.Column<int>(type: "int", nullable: false),
                    IntervalMonths = table.Column<int>(type: "int", nullable: false),
                    Policy = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SetOn = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AssessmentSchedules", x => x.OrganisationId);
                    table.ForeignKey(
                        name: "FK_AssessmentSchedules_Partnerships_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Partnerships",
                        principalColumn: "OrganisationId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Installation",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Installation", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "JobRuns",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Job = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Occurrence = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Attempt = table.Column<int>(type: "int", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    FinishedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Summary = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_JobRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "LiaisonTasks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    OrganisationId = table.Column<int>(type: "int", nullable: false),
                    Party = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    LiaisonId = table.Column<int>(type: "int", nullable: true),
                    OpenedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LiaisonTasks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LiaisonTasks_Liaisons_LiaisonId",
                        column: x => x.LiaisonId,
                        principalTable: "Liaisons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_LiaisonTasks_Partnerships_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Partnerships",
                        principalColumn: "OrganisationId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Notifications",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    Rung = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    SubjectKind = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    SubjectKey = table.Column<int>(type: "int", nullable: false),
                    OrganisationId = table.Column<int>(type: "int", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    RecipientKey = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    LiaisonId = table.Column<int>(type: "int", nullable: true),
                    Language = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    MessageKey = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true),
                    PlannedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Tries = table.Column<int>(type: "int", nullable: false),
                    ClaimId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ClaimedUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notifications", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Notifications_Liaisons_LiaisonId",
                        column: x => x.LiaisonId,
                        principalTable: "Liaisons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Notifications_Partnerships_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Partnerships",
                        principalColumn: "OrganisationId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PersonalLinks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Purpose = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    TokenHash = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    LiaisonId = table.Column<int>(type: "int", nullable: false),
                    SubjectKey = table.Column<int>(type: "int", nullable: true),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonalLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PersonalLinks_Liaisons_LiaisonId",
                        column: x => x.LiaisonId,
                        principalTable: "Liaisons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AssessmentParts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Version = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    AssessmentId = table.Column<int>(type: "int", nullable: false),
                    Party = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Answers = table.Column<string>(type: "nvarchar(max)", maxLength: 400000, nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LiaisonId = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AssessmentParts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AssessmentParts_Assessments_AssessmentId",
                        column: x => x.AssessmentId,
                        principalTable: "Assessments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_AssessmentParts_Liaisons_LiaisonId",
                        column: x => x.LiaisonId,
                        principalTable: "Liaisons",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "NotificationAttempts",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    NotificationId = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Outcome = table.Column<string>(type: "varchar(40)", unicode: false, maxLength: 40, nullable: false),
                    Detail = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NotificationAttempts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_NotificationAttempts_Notifications_NotificationId",
                        column: x => x.NotificationId,
                        principalTable: "Notifications",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AssessmentParts_AssessmentId_Party",
                table: "AssessmentParts",
                columns: new[] { "AssessmentId", "Party" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AssessmentParts_LiaisonId",
                table: "AssessmentParts",
                column: "LiaisonId");

            migrationBuilder.CreateIndex(
                name: "IX_Assessments_Open",
                table: "Assessments",
                column: "OrganisationId",
                unique: true,
                filter: "[State] <> 'Concluded' AND [State] <> 'Cancelled'");

            migrationBuilder.CreateIndex(
                name: "IX_Assessments_OrganisationId_PeriodTo",
                table: "Assessments",
                columns: new[] { "OrganisationId", "PeriodTo" });

            migrationBuilder.CreateIndex(
                name: "IX_JobRuns_Job",
                table: "JobRuns",
                column: "Job");

            migrationBuilder.CreateIndex(
                name: "IX_JobRuns_Job_Occurrence_Attempt",
                table: "JobRuns",
                columns: new[] { "Job", "Occurrence", "Attempt" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_JobRuns_Job_Outcome_Occurrence",
                table: "JobRuns",
                columns: new[] { "Job", "Outcome", "Occurrence" });

            migrationBuilder.CreateIndex(
                name: "IX_JobRuns_Running",
                table: "JobRuns",
                column: "Job",
                unique: true,
                filter: "[Outcome] = 'Running'");

            migrationBuilder.CreateIndex(
                name: "IX_LiaisonTasks_ClosedOn_OrganisationId",
                table: "LiaisonTasks",
                columns: new[] { "ClosedOn", "OrganisationId" });

            migrationBuilder.CreateIndex(
                name: "IX_LiaisonTasks_LiaisonId",
                table: "LiaisonTasks",
                column: "LiaisonId");

            migrationBuilder.CreateIndex(
                name: "IX_LiaisonTasks_OrganisationId",
                table: "LiaisonTasks",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_NotificationAttempts_NotificationId",
                table: "NotificationAttempts",
                column: "NotificationId");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_DueOn_Id",
                table: "Notifications",
                columns: new[] { "DueOn", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_Kind_SubjectKind_SubjectKey_DueOn_Rung_RecipientKey",
                table: "Notifications",
                columns: new[] { "Kind", "SubjectKind", "SubjectKey", "DueOn", "Rung", "RecipientKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_LiaisonId",
                table: "Notifications",
                column: "LiaisonId");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_OrganisationId",
                table: "Notifications",
                column: "OrganisationId");

            migrationBuilder.CreateIndex(
                name: "IX_Notifications_State_NextAttemptAt",
                table: "Notifications",
                columns: new[] { "State", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PersonalLinks_ExpiresAt",
                table: "PersonalLinks",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_PersonalLinks_LiaisonId",
                table: "PersonalLinks",
                column: "LiaisonId");

            migrationBuilder.CreateIndex(
                name: "IX_PersonalLinks_TokenHash",
                table: "PersonalLinks",
                column: "TokenHash",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AssessmentParts");

            migrationBuilder.DropTable(
                name: "AssessmentSchedules");

            migrationBuilder.DropTable(
                name: "Installation");

            migrationBuilder.DropTable(
                name: "JobRuns");

            migrationBuilder.DropTable(
                name: "LiaisonTasks");

            migrationBuilder.DropTable(
                name: "NotificationAttempts");

            migrationBuilder.DropTable(
                name: "PersonalLinks");

            migrationBuilder.DropTable(
                name: "Assessments");

            migrationBuilder.DropTable(
                name: "Notifications");
        }
    }
}
