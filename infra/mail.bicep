metadata description = 'Mail by Azure Communication Services, which takes it by SMTP from an application registered in Entra ID.'

import { place } from 'types.bicep'

@description('Where the installation stands.')
param at place

@description('Where the service keeps its data.')
@allowed(['Europe', 'France', 'Germany', 'Switzerland', 'UK'])
param dataLocation string

@description('The application whose secret is the password: its application (client) id.')
@minLength(36)
@maxLength(36)
param applicationId string

@description('The same application\'s service principal: its object id.')
@minLength(36)
@maxLength(36)
param applicationPrincipalId string

// Communication and Email Service Owner: the least of the built-in roles with which an application may send.
var emailOwner = '09976791-48a7-449e-bb21-39d1a415f350'

var account = 'partnership'

resource email 'Microsoft.Communication/emailServices@2025-05-01' = {
  name: 'acs-mail-${at.token}'
  location: 'global'
  tags: at.tags
  properties: {
    dataLocation: dataLocation
  }

  resource domain 'domains' = {
    name: 'AzureManagedDomain'
    location: 'global'
    tags: at.tags
    properties: {
      domainManagement: 'AzureManaged'
      userEngagementTracking: 'Disabled'
    }
  }
}

resource service 'Microsoft.Communication/communicationServices@2025-05-01' = {
  name: 'acs-${at.token}'
  location: 'global'
  tags: at.tags
  properties: {
    dataLocation: dataLocation
    disableLocalAuth: true
    linkedDomains: [email::domain.id]
  }
}

resource userName 'Microsoft.Communication/communicationServices/smtpUsernames@2025-05-01-preview' = {
  parent: service
  name: account
  properties: {
    entraApplicationId: applicationId
    tenantId: tenant().tenantId
    username: '${account}@${email::domain.properties.fromSenderDomain}'
  }
}

resource sends 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: service
  name: guid(service.id, applicationPrincipalId, emailOwner)
  properties: {
    principalId: applicationPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', emailOwner)
  }
}

@description('The account at the mail server.')
output userName string = userName.properties.username

@description('The address from which mails come.')
output from string = 'DoNotReply@${email::domain.properties.fromSenderDomain}'
