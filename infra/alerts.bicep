metadata description = 'When somebody is to look. The README says what each alarm means.'

import { place } from 'types.bicep'

@description('Where the installation stands.')
param at place

@description('The web app that answers requests.')
param apiId string

@description('The database.')
param databaseId string

@description('Where the programs report to.')
param workspaceId string

@description('Whom alarms are told to.')
@maxLength(5)
param actionGroupIds string[]

var actions = [
  for id in actionGroupIds: {
    actionGroupId: id
  }
]

var figures = [
  {
    name: 'api-not-ready'
    description: 'The API says that it cannot answer, or does not say anything.'
    severity: 1
    scope: apiId
    namespace: 'Microsoft.Web/sites'
    metric: 'HealthCheckStatus'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 100
  }
  {
    name: 'api-errors'
    description: 'Requests end with a status of 500 or more.'
    severity: 2
    scope: apiId
    namespace: 'Microsoft.Web/sites'
    metric: 'Http5xx'
    aggregation: 'Total'
    operator: 'GreaterThan'
    threshold: 10
  }
  {
    name: 'database-nearly-full'
    description: 'The database has used most of the room that it was given.'
    severity: 2
    scope: databaseId
    namespace: 'Microsoft.Sql/servers/databases'
    metric: 'storage_percent'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 85
  }
]

var reports = [
  {
    name: 'jobs-overdue'
    description: 'A job is overdue: it should have run, and has not succeeded since.'
    severity: 1
    // The API says so, which looks at the database: a job that never runs has no process that could tell.
    query: 'AppTraces | where Message startswith "jobs is Degraded" | project TimeGenerated, Message'
    dimension: 'Message'
    threshold: 0
    window: 'PT15M'
  }
  {
    name: 'mails-failing'
    description: 'Mails are not taken by the mail server.'
    severity: 2
    query: 'AppMetrics | where Name == "partnership.mails" | extend Outcome = tostring(Properties["partnership.mail.outcome"]) | where Outcome !~ "ACCEPTED" | mv-expand Mail = range(1, tolong(Sum)) | project TimeGenerated, Outcome'
    dimension: 'Outcome'
    threshold: 5
    window: 'PT1H'
  }
]

resource figureAlarm 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for figure in figures: {
    name: '${figure.name}-${at.token}'
    location: 'global'
    tags: at.tags
    properties: {
      description: figure.description
      severity: figure.severity
      enabled: true
      autoMitigate: true
      scopes: [figure.scope]
      evaluationFrequency: 'PT1M'
      windowSize: 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: figure.metric
            metricNamespace: figure.namespace
            metricName: figure.metric
            timeAggregation: figure.aggregation
            operator: figure.operator
            threshold: figure.threshold
          }
        ]
      }
      actions: actions
    }
  }
]

resource reportAlarm 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for report in reports: {
    name: '${report.name}-${at.token}'
    location: at.location
    tags: at.tags
    kind: 'LogAlert'
    properties: {
      displayName: report.name
      description: report.description
      severity: report.severity
      enabled: true
      autoMitigate: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: report.window
      // Until the programs have reported for the first time, the workspace does not know the tables.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: report.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: report.threshold
            dimensions: [
              {
                name: report.dimension
                operator: 'Include'
                values: ['*']
              }
            ]
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: actionGroupIds
      }
    }
  }
]
